using System.Globalization;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>
/// A bottleneck beside the feed-forward block: <c>h + Scale · Up(f(Down(x)))</c> takes the place of <c>h</c>.
/// </summary>
/// <remarks>
/// He et al., "Towards a Unified View of Parameter-Efficient Transfer Learning", ICLR 2022, Sec. 4.1 (scaled parallel adapter):
/// <c>x</c> is what the block was given and <c>h</c> its output before the residual sum. Both products have biases. <c>Down</c>
/// starts from the Kaiming-uniform distribution and <c>Up</c> at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record ParallelAdapterConfig : MethodConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "parallel_adapter";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>D, the width of the bottleneck. At least 1; default 16.</summary>
    public int BottleneckSize { get; init; } = 16;

    /// <summary>The factor on what the bottleneck adds. Positive; default 4, as in the paper.</summary>
    public double Scale { get; init; } = 4;

    /// <summary>f, the activation of the bottleneck. Default ReLU.</summary>
    public BottleneckActivation Activation { get; init; } = BottleneckActivation.Relu;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults()
    {
        if (BottleneckSize < 1)
        {
            yield return $"bottleneck_size is {BottleneckSize}; it must be at least 1.";
        }

        if (!(Scale > 0 && double.IsFinite(Scale)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"scale is {Scale}; it must be positive.");
        }
    }
}
