using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Trials.Definition;

/// <summary>What stops trials that are not promising; fidelity counts epochs.</summary>
/// <param name="Name">The pruner's name, e.g. <c>asha</c>, <c>median</c>.</param>
public sealed record PrunerDefinition(string Name)
{
    /// <summary>After how many epochs the first trial may be stopped. Default 1.</summary>
    public int Least { get; init; } = 1;

    /// <summary>One in so many trials goes on at a rung, with so many times the epochs. Default 3.</summary>
    public int Reduction { get; init; } = 3;

    /// <summary>With whom trials are compared. Default: those that cost no more.</summary>
    public RungComparison Comparison { get; init; } = RungComparison.NoDearer;
}
