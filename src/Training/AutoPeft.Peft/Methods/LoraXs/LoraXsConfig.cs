namespace AutoPeft.Peft.Methods.LoraXs;

/// <summary>Trains only a small square matrix between the weight's own principal directions: <c>W + Scale · U S · R · Vᵀ</c>.</summary>
/// <remarks>
/// Bałazy et al., "LoRA-XS: Low-Rank Adaptation with Extremely Small Number of Parameters", 2024, Sec. 3: A = Vᵀ and B = U S come from the truncated singular value
/// decomposition of W and are frozen; R, [Rank, Rank], is trained. R starts at zero, so fresh modules leave the model unchanged (the paper starts it from
/// N(0, 1e-5)).
/// </remarks>
public sealed record LoraXsConfig : CoreConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lora_xs";

    /// <inheritdoc/>
    public override string Method => MethodName;
}
