using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Compacter;

/// <summary>A serial bottleneck whose weights are sums of Kronecker products, of one small rule that all layers share with low-rank factors.</summary>
/// <remarks>
/// Karimi Mahabadi et al., "Compacter: Efficient Low-Rank Hypercomplex Adapter Layers", NeurIPS 2021, Eqs. 5 and 6: a weight, [C, D], is
/// <c>Σᵢ Aᵢ ⊗ (sᵢ tᵢ)</c> with n rules Aᵢ, [n, n], shared by all weights, and sᵢ tᵢ, [C / n, D / n], of rank <see cref="PhmRank"/>. By default it
/// stands behind the feed-forward block only (Compacter++); the paper's Compacter stands behind both blocks and reads their outputs. The rules start
/// from N(0, 0.0001), so fresh modules leave the model all but unchanged.
/// </remarks>
public sealed record CompacterConfig : SerialBottleneckConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "compacter";

    /// <summary>A bottleneck with the paper's activation.</summary>
    public CompacterConfig() => Activation = BottleneckActivation.Gelu;

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>n, the Kronecker products of a weight and the side of a rule. A divisor of C and D; at least 1, default 4.</summary>
    public int PhmDimension { get; init; } = 4;

    /// <summary>The rank of the larger Kronecker factors. At least 1; default 1.</summary>
    public int PhmRank { get; init; } = 1;

    /// <summary>Always: the bottlenecks of a layer share one rule.</summary>
    public override bool Overlaps(MethodConfig other) => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        (string Name, int Size)[] sides = [("the model's width", shape.HiddenSize), ("bottleneck_size", BottleneckSize)];

        return sides
            .Where(side => PhmDimension > 0 && side.Size % PhmDimension != 0)
            .Select(side => $"phm_dimension is {PhmDimension}, which does not divide {side.Name}, {side.Size}.");
    }
}
