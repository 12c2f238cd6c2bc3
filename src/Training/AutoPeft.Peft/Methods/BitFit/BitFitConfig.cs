using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Methods.BitFit;

/// <summary>Trains the biases of linear modules: what is learned is added to the frozen bias.</summary>
/// <remarks>
/// Ben Zaken et al., "BitFit: Simple Parameter-Efficient Fine-tuning for Transformer-based Masked Language-models", ACL 2022. The
/// biases of norms, which the paper trains too, are left frozen. A module without a bias gets one. Learned biases start at zero,
/// so fresh modules leave the model unchanged.
/// </remarks>
public sealed record BitFitConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "bitfit";

    /// <summary>The biases of every linear module that all families have.</summary>
    public BitFitConfig() => Targets =
    [
        ModuleKind.Query, ModuleKind.Key, ModuleKind.Value,
        ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown,
    ];

    /// <inheritdoc/>
    public override string Method => MethodName;
}
