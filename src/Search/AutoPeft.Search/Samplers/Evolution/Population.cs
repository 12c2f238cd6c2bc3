using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers.Evolution;

/// <summary>The configurations that may have children, the best first by the crowded comparison.</summary>
/// <remarks>
/// Deb et al. 2002, sections III.B and VI: lower rank wins, then more room; what is infeasible comes after everything that is
/// not. What breaks a measured constraint comes in between, the smaller violation first. Configurations without values have no degree of violation, so they are equal among themselves.
/// </remarks>
internal sealed class Population
{
    private readonly ImmutableArray<Configuration> _members;

    private Population(ImmutableArray<Configuration> members) => _members = members;

    /// <summary>How many there are.</summary>
    public int Count => _members.Length;

    /// <summary>The members, the best first.</summary>
    public ImmutableArray<Configuration> Members => _members;

    /// <summary>The best configurations of a study.</summary>
    public static Population Of(StudySnapshot study, int size)
    {
        var losses = ConstraintDomination.LossesOf(study);
        var ranks = ParetoFront.RanksOf(losses);
        var room = new double[losses.Length];
        foreach (var rank in Enumerable.Range(0, losses.Length).GroupBy(index => ranks[index]))
        {
            int[] indices = [.. rank];
            var distances = CrowdingDistance.Of(Array.ConvertAll(indices, index => losses[index]));
            for (var i = 0; i < indices.Length; i++)
            {
                room[indices[i]] = distances[i];
            }
        }

        return new(
        [
            .. Enumerable.Range(0, losses.Length)
                .OrderBy(index => ranks[index]).ThenByDescending(index => room[index]).ThenBy(index => index)
                .Select(index => study.Observations[index].Configuration)
                .Concat(study.Infeasible.Select(infeasibility => infeasibility.Configuration))
                .Distinct().Take(size),
        ]);
    }

    /// <summary>The better of two members drawn at random.</summary>
    public Configuration Select(RandomKey key) => _members[Math.Min(key.Below(0, Count), key.Below(1, Count))];
}
