namespace AutoPeft.Peft.Methods.Loha;

/// <summary>Low-rank Hadamard product: <c>W + Scale · (B₁ A₁) ⊙ (B₂ A₂)</c>, with <c>W</c> frozen.</summary>
/// <remarks>
/// Hyeon-Woo et al., "FedPara: Low-Rank Hadamard Product for Communication-Efficient Federated Learning", ICLR 2022, Prop. 1. The
/// update has a rank of up to Rank². A₂ starts at zero, so fresh modules leave the model unchanged; the rest starts
/// Kaiming-uniform.
/// </remarks>
public sealed record LohaConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "loha";

    /// <inheritdoc/>
    public override string Method => MethodName;
}
