using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Trials.Definition;

/// <summary>What stops trials that are not promising.</summary>
/// <param name="Name">The pruner's name, e.g. <c>asha</c>, <c>median</c>.</param>
public sealed record PrunerDefinition(string Name)
{
    /// <summary>What fidelities count. Default: epochs.</summary>
    public FidelityUnit Unit { get; init; }

    /// <summary>With how much training the first trial may be stopped; of shares, the least that may be a rung, in millionths. Default 1.</summary>
    public int Least { get; init; } = 1;

    /// <summary>How much training a whole one is; null, the default, what the trial's settings say, or where steps are counted, no limit.</summary>
    public int? Most { get; init; }

    /// <summary>
    /// Under which name the program of a black box is told how much to train. Null, the default: trials are trained by what measures on
    /// its way, and each measurement stands for an epoch where epochs are counted.
    /// </summary>
    public string? TellsAs { get; init; }

    /// <summary>One in so many trials goes on at a rung, with so many times the training. Default 3.</summary>
    public int Reduction { get; init; } = 3;

    /// <summary>With whom trials are compared. Default: those that cost no more.</summary>
    public RungComparison Comparison { get; init; } = RungComparison.NoDearer;

    /// <summary>What decides which trials are stopped, as text.</summary>
    // What came later is named only where it is used, so that studies from before can be continued.
    internal string Fingerprint => FormattableString.Invariant($"{nameof(PrunerDefinition)} {{ {nameof(Name)} = {Name}, {nameof(Least)} = {Least}, {nameof(Reduction)} = {Reduction}, {nameof(Comparison)} = {Comparison}")
        + (Unit == FidelityUnit.Epochs && TellsAs is null ? string.Empty : $", {nameof(Unit)} = {Unit}")
        + (Most is null ? string.Empty : FormattableString.Invariant($", {nameof(Most)} = {Most}"))
        + " }";
}
