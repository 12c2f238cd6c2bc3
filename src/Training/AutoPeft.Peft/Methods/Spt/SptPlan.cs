using System.Collections.Immutable;

namespace AutoPeft.Peft.Methods.Spt;

/// <summary>What the trained numbers of each target are.</summary>
/// <param name="Counts">How many numbers each target has.</param>
/// <param name="Structured">Whether they are an update of low rank and not elements.</param>
/// <param name="Places">The elements of each target, row-major and ascending; empty for an update.</param>
internal sealed record SptPlan(ImmutableArray<int> Counts, ImmutableArray<bool> Structured, ImmutableArray<int[]> Places)
{
    /// <summary>Shares a budget out by sensitivity.</summary>
    /// <param name="scores">Of each target, the sensitivity of each element.</param>
    /// <param name="updates">Of each target, how many numbers its update has; 0 for none.</param>
    /// <param name="budget">How many numbers there are, at least one for each target and at most as many as elements.</param>
    public static SptPlan Of(ImmutableArray<float[]> scores, ImmutableArray<int> updates, int budget)
    {
        var free = Chosen(scores, [.. scores.Select(_ => true)], budget);
        ImmutableArray<bool> structured = [.. free.Select((places, target) => updates[target] > 0 && places.Length >= updates[target])];
        var left = budget - updates.Where((_, target) => structured[target]).Sum();
        var places = structured.Contains(true) ? Chosen(scores, [.. structured.Select(update => !update)], left) : free;

        return new(
            [.. places.Select((own, target) => structured[target] ? updates[target] : own.Length)], structured, places);
    }

    // The most sensitive elements of some targets together, the most sensitive one of each in any case; of equals the first.
    private static ImmutableArray<int[]> Chosen(ImmutableArray<float[]> scores, bool[] takesPart, int budget)
    {
        var best = scores.Select((own, target) => takesPart[target] ? Array.IndexOf(own, own.Max()) : -1).ToArray();
        float[] others = [.. scores.SelectMany((own, target) => takesPart[target] ? own.Where((_, place) => place != best[target]) : [])];
        Array.Sort(others);
        var left = Math.Min(others.Length, budget - best.Count(place => place >= 0));
        var threshold = left > 0 ? others[^left] : float.PositiveInfinity;
        var equals = others.AsSpan(others.Length - left).Count(threshold);
        var places = new int[scores.Length][];
        for (var target = 0; target < places.Length; target++)
        {
            places[target] = takesPart[target] ? PlacesOf(scores[target], best[target], threshold, ref equals) : [];
        }

        return [.. places];
    }

    private static int[] PlacesOf(float[] scores, int best, float threshold, ref int equals)
    {
        var places = new List<int>();
        for (var place = 0; place < scores.Length; place++)
        {
            var isEqual = place != best && scores[place] == threshold && equals > 0;
            equals -= isEqual ? 1 : 0;
            if (place == best || isEqual || scores[place] > threshold)
            {
                places.Add(place);
            }
        }

        return [.. places];
    }
}
