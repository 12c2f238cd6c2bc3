using System.Collections.Immutable;

namespace AutoPeft.Peft.Allocation;

/// <summary>Shares a budget of ranks out among nested updates, of which every rank is known.</summary>
internal static class NestedRanks
{
    /// <summary>The ranks of the least total error, exactly, by dynamic programming over the modules.</summary>
    /// <param name="errors">For each module what each rank from 0 to R leaves out; not negative.</param>
    /// <param name="budget">The largest sum of ranks, not negative.</param>
    /// <returns>A rank for each module, in their order. Of equal totals, the smaller ranks of earlier modules.</returns>
    public static ImmutableArray<int> Least(IReadOnlyList<double[]> errors, int budget)
    {
        var rest = new double[budget + 1]; // the least error of the modules behind, by what is left for them
        var choices = new int[errors.Count][];
        for (var module = errors.Count - 1; module >= 0; module--)
        {
            var own = errors[module];
            var best = new double[budget + 1];
            var choice = new int[budget + 1];
            for (var left = 0; left <= budget; left++)
            {
                choice[left] = Enumerable.Range(0, Math.Min(own.Length - 1, left) + 1).MinBy(rank => own[rank] + rest[left - rank]);
                best[left] = own[choice[left]] + rest[left - choice[left]];
            }

            (rest, choices[module]) = (best, choice);
        }

        return Follow(choices, budget);
    }

    private static ImmutableArray<int> Follow(int[][] choices, int budget)
    {
        var ranks = ImmutableArray.CreateBuilder<int>(choices.Length);
        foreach (var choice in choices)
        {
            ranks.Add(choice[budget]);
            budget -= choice[budget];
        }

        return ranks.MoveToImmutable();
    }
}
