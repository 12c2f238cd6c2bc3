using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Methods.Ia3;

/// <summary>Learned factors on keys, values and the inner activations of the feed-forward block.</summary>
/// <remarks>
/// Liu et al., "Few-Shot Parameter-Efficient Fine-Tuning is Better and Cheaper than In-Context Learning", NeurIPS 2022, Sec. 3.3
/// ((IA)³). The last product of the feed-forward block gets its input scaled, every other module its output. The factors start
/// at one, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record Ia3Config : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "ia3";

    /// <summary>Factors on keys, values and inner activations, as in the paper.</summary>
    public Ia3Config() => Targets = [ModuleKind.Key, ModuleKind.Value, ModuleKind.FeedForwardDown];

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>Whether a module has its input scaled, and not its output.</summary>
    internal static bool ScalesInput(ModuleKind kind) => kind == ModuleKind.FeedForwardDown;
}
