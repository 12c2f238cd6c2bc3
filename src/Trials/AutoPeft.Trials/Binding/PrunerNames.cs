using System.Collections.Immutable;

namespace AutoPeft.Trials.Binding;

/// <summary>The pruners that a study file may name.</summary>
public static class PrunerNames
{
    /// <summary>Nothing is stopped.</summary>
    public const string None = "none";

    /// <summary>Asynchronous successive halving.</summary>
    public const string Asha = "asha";

    /// <summary>Successive halving within cohorts.</summary>
    public const string SuccessiveHalving = "successive_halving";

    /// <summary>Brackets of successive halving.</summary>
    public const string Hyperband = "hyperband";

    /// <summary>Worse than the median of the others.</summary>
    public const string Median = "median";

    /// <summary>All names.</summary>
    public static ImmutableArray<string> All { get; } = [None, Asha, SuccessiveHalving, Hyperband, Median];
}
