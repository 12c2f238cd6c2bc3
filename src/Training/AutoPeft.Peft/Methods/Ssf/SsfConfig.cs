using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Methods.Ssf;

/// <summary>Scales and shifts what a linear module gives: <c>γ ⊙ (W x + b) + β</c>.</summary>
/// <remarks>
/// Lian et al., "Scaling &amp; Shifting Your Features: A New Baseline for Efficient Model Tuning", NeurIPS 2022, Eq. 2. γ starts at one and β at zero, so fresh
/// modules leave the model unchanged.
/// </remarks>
public sealed record SsfConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "ssf";

    /// <summary>After every linear module that all families have, as in the paper.</summary>
    public SsfConfig() => Targets =
    [
        ModuleKind.Query, ModuleKind.Key, ModuleKind.Value,
        ModuleKind.AttentionOutput, ModuleKind.FeedForwardUp, ModuleKind.FeedForwardDown,
    ];

    /// <inheritdoc/>
    public override string Method => MethodName;
}
