using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.Ist;

/// <summary>Low-rank updates in every layer, of which each step trains those of a few layers, the more important ones more often.</summary>
/// <remarks>
/// Yao et al., "Layer-wise Importance Matters: Less Memory for Better Performance in Parameter-efficient Fine-tuning of Large Language Models", EMNLP
/// Findings 2024 (importance-aware sparse tuning). Every few steps some layers' updates are weakened in a few trials, and layers without which
/// the loss stays low lose importance. What a trial does to the loss is told from the slopes of the step at hand, where the paper measures it.
/// </remarks>
public sealed record IstConfig : SampledConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "ist";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The steps between two looks at the importance of layers. At least 1; default 10, as in the authors' code.</summary>
    public int Interval { get; init; } = 10;

    /// <summary>What is left of an update that a trial weakens, in [0, 1). Default 0.25, as in the authors' code.</summary>
    public double Suppression { get; init; } = 0.25;
}
