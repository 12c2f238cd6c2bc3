using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Orders trials that reached the same rung, by what training measures only.</summary>
/// <remarks>
/// One measured objective: by value. Several: by rank of non-domination, and within a rank so that each next point is the
/// farthest from those before it, an epsilon-net (Schmucker, Donini, Zafar, Salinas and Archambeau, "Multi-objective
/// Asynchronous Successive Halving", 2021, section 3). Objectives that follow from the configuration alone do not take part,
/// since the smallest configuration would be non-dominated whatever it measures; they only decide between equals.
/// </remarks>
internal static class RungRanking
{
    /// <summary>How many of the rivals are better than the trial.</summary>
    public static int RankOf(LearningCurve trial, IReadOnlyList<LearningCurve> rivals, Rung rung)
    {
        LearningCurve[] all = [.. rivals.Where(rival => rival.At(rung.Fidelity) is not null).Append(trial).OrderBy(curve => curve.Trial)];
        var order = Order([.. all.Select(curve => curve.At(rung.Fidelity)!.Losses.ToArray())], [.. all.Select(curve => curve.Costs.ToArray())]);

        return Array.IndexOf(order, Array.IndexOf(all, trial));
    }

    /// <summary>The indices of the points, the best first; of equal ones the cheaper, then the earlier.</summary>
    /// <param name="losses">[n][measured objectives]; what is no number or exploded, in whichever of them, comes last.</param>
    /// <param name="costs">[n][other objectives].</param>
    public static int[] Order(double[][] losses, double[][] costs)
    {
        var finite = Array.ConvertAll(losses, loss => Array.ConvertAll(loss, value => double.IsNaN(value) ? double.MaxValue : value));
        if (finite.Length > 0 && finite[0].Length == 1)
        {
            return [.. Enumerable.Range(0, finite.Length).OrderBy(i => finite[i][0]).ThenBy(i => costs[i], CostOrder).ThenBy(i => i)];
        }

        var ranks = ParetoFront.RanksOf(finite);
        var ordinary = Explosions.OrdinaryOf(finite).Where(i => !losses[i].Any(double.IsNaN)).ToHashSet();
        return
        [
            .. Enumerable.Range(0, finite.Length).GroupBy(i => (IsLast: !ordinary.Contains(i), Rank: ranks[i])).OrderBy(rank => rank.Key)
                .SelectMany(rank => EpsilonNet([.. rank.OrderBy(i => costs[i], CostOrder).ThenBy(i => i)], finite)),
        ];
    }

    private static Comparer<double[]> CostOrder { get; } = Comparer<double[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    /// <summary>Begins with the best in the first objective and goes on with the point farthest from all before.</summary>
    private static IEnumerable<int> EpsilonNet(int[] members, double[][] losses)
    {
        var scaled = Scale(members, losses);
        var rest = Enumerable.Range(0, members.Length).ToList();
        var distance = Enumerable.Repeat(double.PositiveInfinity, members.Length).ToArray();
        var next = rest.MinBy(i => scaled[i][0]);
        while (true)
        {
            yield return members[next];
            rest.Remove(next);
            if (rest.Count == 0)
            {
                yield break;
            }

            var last = scaled[next];
            rest.ForEach(i => distance[i] = Math.Min(distance[i], scaled[i].Zip(last, (a, b) => (a - b) * (a - b)).Sum()));
            next = rest.MaxBy(i => distance[i]);
        }
    }

    private static double[][] Scale(int[] members, double[][] losses)
    {
        var points = Array.ConvertAll(members, member => losses[member]);

        return Array.ConvertAll(points, point => point.Select((value, objective) =>
        {
            var (low, high) = (points.Min(other => other[objective]), points.Max(other => other[objective]));
            return high > low ? (value - low) / (high - low) : 0;
        }).ToArray());
    }
}
