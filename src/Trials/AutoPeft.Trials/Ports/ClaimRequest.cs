using System.Collections.Immutable;

namespace AutoPeft.Trials.Ports;

/// <summary>Which trial a worker would like.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Duration">How long the lease lasts unless it is renewed.</param>
public sealed record ClaimRequest(string Worker, TimeSpan Duration)
{
    /// <summary>The study to take a trial of. Null, the default: any that this store has open.</summary>
    public string? Study { get; init; }

    /// <summary>The queue whose studies, beside those for every worker, it takes trials of. Null, the default: of any.</summary>
    public string? Queue { get; init; }

    /// <summary>Studies that the worker cannot use. Default: none.</summary>
    public ImmutableArray<string> Excluded { get; init; } = [];

    /// <summary>The trial to take. Null, the default: the one that has waited longest.</summary>
    public int? Trial { get; init; }

    /// <summary>How many bytes of memory the trial may need at most; one of which nobody knows it is taken too. Null, the default: any number.</summary>
    public long? FreeMemoryBytes { get; init; }
}
