using System.Collections.Immutable;

namespace AutoPeft.Training.Probing;

/// <summary>Shares a budget of ranks out among modules by their sensitivity: a baseline for searched allocations.</summary>
public static class RankAllocation
{
    /// <summary>
    /// Ranks proportional to the square root of the Fisher information, by largest remainders, so that their sum is the budget.
    /// </summary>
    /// <param name="modules">What was measured; at least one.</param>
    /// <param name="budget">The sum of all ranks, not negative.</param>
    /// <param name="maximum">The most that one module may get, at least 1; what is above goes to others in order of their claim.</param>
    /// <returns>A rank for each module, in their order; 0 is no module.</returns>
    public static ImmutableArray<int> Of(ImmutableArray<ModuleSensitivity> modules, int budget, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);

        var total = modules.Sum(module => Math.Sqrt(module.Fisher));
        var claims = modules.Select(module =>
            total > 0 ? budget * Math.Sqrt(module.Fisher) / total : (double)budget / modules.Length).ToArray();
        var ranks = claims.Select(claim => Math.Min(maximum, (int)Math.Floor(claim))).ToArray();
        var open = Math.Min(budget, (long)maximum * ranks.Length) - ranks.Sum();
        while (open > 0)
        {
            var next = Enumerable.Range(0, ranks.Length).Where(i => ranks[i] < maximum).MaxBy(i => claims[i] - ranks[i]);
            ranks[next]++;
            open--;
        }

        return [.. ranks];
    }
}
