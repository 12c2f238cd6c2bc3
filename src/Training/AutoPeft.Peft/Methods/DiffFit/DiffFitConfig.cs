using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Methods.DiffFit;

/// <summary>One learned factor on what a module gives: <c>γ · (W x + b)</c>.</summary>
/// <remarks>
/// Xie et al., "DiffFit: Unlocking Transferability of Large Diffusion Models via Simple Parameter-Efficient Fine-Tuning", ICCV 2023, Sec. 3.2: a scale for
/// every block, at the module that ends it. The paper trains the biases and norms beside it, which here are methods of their own (<c>bitfit</c>,
/// <c>layer_norm</c>) to be placed in the same layers. γ starts at one, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record DiffFitConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "difffit";

    /// <summary>A factor on each of the two blocks of a layer.</summary>
    public DiffFitConfig() => Targets = [ModuleKind.AttentionOutput, ModuleKind.FeedForwardDown];

    /// <inheritdoc/>
    public override string Method => MethodName;
}
