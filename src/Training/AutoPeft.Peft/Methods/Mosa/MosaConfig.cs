using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Mosa;

/// <summary>A parallel adapter whose weights are trained as several sparse ones: each step trains one of them, drawn by chance.</summary>
/// <remarks>
/// Zhang et al., "MoSA: Mixture of Sparse Adapters for Visual Efficient Tuning", 2023: the elements of each weight are split between experts that do
/// not overlap; an expert is the first weight W₀ everywhere but at its own elements, so a step computes with <c>W₀ + M · (W − W₀)</c>, M the mask of
/// the drawn expert. All of them together, which is W, are measured and exported. As in the authors' code the experts of the two weights are
/// drawn apart.
/// </remarks>
public sealed record MosaConfig : BottleneckConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "mosa";

    /// <summary>A bottleneck with the scale of a parallel adapter.</summary>
    public MosaConfig() => Scale = new ParallelAdapterConfig().Scale;

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The sparse adapters that share the elements. At least 1; default 4. With 1 it is a parallel adapter.</summary>
    public int Experts { get; init; } = 4;

    /// <summary>The weight that all experts share, of which every step trains every element. Default none.</summary>
    public MosaShare Shared { get; init; } = MosaShare.None;

    /// <summary>The parallel adapter that the experts together are.</summary>
    public override MethodConfig Folded() =>
        new ParallelAdapterConfig { BottleneckSize = BottleneckSize, Scale = Scale, Activation = Activation, Placement = Placement };
}
