using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.LayerNormTuning;

/// <summary>Trains the weights and biases of norms, and nothing else.</summary>
/// <remarks>
/// Zhao et al., "Tuning LayerNorm in Attention: Towards Efficient Multi-Modal LLM Finetuning", ICLR 2024. The trained copies start
/// from the model's own, so fresh modules leave it unchanged.
/// </remarks>
public sealed record LayerNormTuningConfig : MethodConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "layer_norm";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>Whether the norm of the attention block is trained. Default true.</summary>
    public bool Attention { get; init; } = true;

    /// <summary>Whether the norm of the feed-forward block is trained. Default true.</summary>
    public bool FeedForward { get; init; } = true;

    /// <summary>The residual blocks whose norms are trained.</summary>
    internal IEnumerable<SublayerKind> Kinds =>
        Enum.GetValues<SublayerKind>().Where(kind => kind == SublayerKind.Attention ? Attention : FeedForward);

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Contradictions() =>
        Attention || FeedForward ? [] : ["attention and feed_forward are both false; at least one norm must be trained."];

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return Kinds
            .Where(kind => shape.FindNorm(layer, kind) is null)
            .Select(kind => $"The model says nothing of a norm of the {kind} block of layer {layer}.");
    }

    /// <inheritdoc/>
    public override MethodConfig? MergedWith(MethodConfig other) => other is LayerNormTuningConfig norm
        ? this with { Attention = Attention || norm.Attention, FeedForward = FeedForward || norm.FeedForward }
        : null;
}
