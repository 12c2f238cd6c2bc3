using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Derives every random choice of a study from its seed.</summary>
public static class TrialSeeds
{
    /// <summary>The seed that a configuration trains with: the same whenever, wherever and in whatever order it is tried.</summary>
    public static long Of(long study, Configuration configuration, int replicate = 0)
    {
        var key = RandomKey.FromSeed(study).For("trial").For(configuration.Hash).For(replicate);

        // 53 bits survive JSON readers that have only floating-point numbers.
        return (long)(key.Bits(0) >> 11);
    }

    /// <summary>The proposal of a configuration with its seed.</summary>
    public static TrialProposal Propose(long study, Configuration configuration, TrialOrigin origin = TrialOrigin.Sampler, string label = "") =>
        new(configuration, Of(study, configuration)) { Origin = origin, Label = label };

    /// <summary>The proposals of configurations with their seeds; one that the study has measured, or is about to, is a replicate with the next seed.</summary>
    /// <param name="study">The study's seed.</param>
    /// <param name="configurations">What to try; none of them twice.</param>
    /// <param name="trials">The study's trials.</param>
    public static IReadOnlyList<TrialProposal> ProposeAll(long study, IEnumerable<Configuration> configurations, IEnumerable<Trial> trials)
    {
        var latest = trials.Where(trial => trial.Origin.IsSearch() && trial.State != TrialState.Cancelled)
            .GroupBy(trial => trial.Configuration).ToDictionary(same => same.Key, same => same.Max(trial => trial.Replicate));

        return [.. configurations.Select(configuration => Repeat(study, configuration, latest.TryGetValue(configuration, out var last) ? last + 1 : 0))];
    }

    /// <summary>The proposal of a repetition of a configuration.</summary>
    public static TrialProposal Repeat(long study, Configuration configuration, int replicate) =>
        new(configuration, Of(study, configuration, replicate)) { Replicate = replicate };

    /// <summary>Where the sampler's random choices come from when the study has this many trials.</summary>
    public static RandomKey ForSampler(long study, int trials) => RandomKey.FromSeed(study).For("sampler").For(trials);
}
