namespace AutoPeft.Peft.Methods.HydraLora;

/// <summary>One A and several B with a router that weights them for each token: <c>W x + Scale · Σᵢ ωᵢ(x) Bᵢ A x</c>.</summary>
/// <remarks>
/// Tian et al., "HydraLoRA: An Asymmetric LoRA Architecture for Efficient Fine-Tuning", NeurIPS 2024, Eqs. 4 and 5: <c>ω = softmax(Wg x)</c>. The heads Bᵢ
/// start at zero and the router Kaiming-uniform, so fresh modules leave the model unchanged. The weights depend on the token, so nothing can be merged.
/// </remarks>
public sealed record HydraLoraConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "hydralora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>n, the heads. At least 1; default 3.</summary>
    public int Heads { get; init; } = 3;
}
