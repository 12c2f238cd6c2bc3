using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>A trial that somebody wants.</summary>
/// <param name="Configuration">The point of the search space, in canonical form.</param>
/// <param name="Seed">The seed to train with.</param>
public sealed record TrialProposal(Configuration Configuration, long Seed)
{
    /// <summary>Who wants it. Default: the sampler.</summary>
    public TrialOrigin Origin { get; init; }

    /// <summary>What people call it. Default: empty.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>Which repetition of the configuration this is, from 0.</summary>
    public int Replicate { get; init; }

    /// <summary>How many bytes of memory it is expected to need on its worker; null, the default: nobody knows.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The sequence number of the last event that the sampler knew of; null, the default: a person or a file wants it.</summary>
    public long? After { get; init; }
}
