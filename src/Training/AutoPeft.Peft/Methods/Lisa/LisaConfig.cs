using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.Lisa;

/// <summary>Low-rank updates in every layer, of which those of a few layers are trained at a time, drawn anew every few steps.</summary>
/// <remarks>
/// Pan et al., "LISA: Layerwise Importance Sampling for Memory-Efficient Large Language Model Fine-Tuning", NeurIPS 2024. The paper trains all weights of
/// the drawn layers and always the embeddings and the head; here it is the low-rank updates of the drawn layers, and always the task's head.
/// </remarks>
public sealed record LisaConfig : SampledConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lisa";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The steps after which other layers are drawn. At least 1; default 20, as in the authors' code.</summary>
    public int Interval { get; init; } = 20;
}
