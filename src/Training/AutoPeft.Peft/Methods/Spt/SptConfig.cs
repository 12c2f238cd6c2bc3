using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lift;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Spt;

/// <summary>Trains the elements of weights that the loss depends on most, and low-rank updates where there are many of them.</summary>
/// <remarks>
/// He et al., "Sensitivity-Aware Visual Parameter-Efficient Fine-Tuning", ICCV 2023: the sensitivity of an element is its squared gradient. Of all targets
/// together the most sensitive ones are trained, as many as the budget allows; a target with at least as many of them as an update of
/// <see cref="Rank"/> has numbers gets that update instead. The gradient is that of the first batch of the training, which this batch is spent on.
/// </remarks>
public sealed record SptConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "spt";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>How many numbers are trained for each target in the mean. At least 1; default 256.</summary>
    public int Count { get; init; } = 256;

    /// <summary>The rank of updates where many elements are sensitive; 0 for elements alone. Default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of the updates' scale <c>Alpha / Rank</c>. Positive; default 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer) => ((LiftConfig)Folded()).Misfits(shape, layer);

    /// <summary>Elements alone, evenly; a training finds its own, and low-rank updates beside them.</summary>
    public override MethodConfig Folded() => new LiftConfig { Count = Count, ApproximationRank = 1, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
