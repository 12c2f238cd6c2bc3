namespace AutoPeft.Peft.Methods.LoraSb;

/// <summary>LoRA-XS between the principal directions of the first step that full fine-tuning would take: <c>W + B · R · A</c>.</summary>
/// <remarks>
/// Ponkshe et al., "Initialization using Update Approximation is a Silver Bullet for Extremely Efficient Low-Rank Fine-Tuning", 2024, Sec. 3 and
/// Algorithm 1: <c>ΔW = −η · sign(∇W) ≈ U S Vᵀ</c> gives B = U and A = Vᵀ, which stay, and R = S, [Rank, Rank], which is trained. Here ∇W is that of
/// the first batch of the training and η its learning rate; until then A and B are the weight's own principal directions and R is zero, so fresh
/// modules leave the model unchanged.
/// </remarks>
public sealed record LoraSbConfig : CoreConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lora_sb";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>1: with orthonormal A and B, R needs no scale (Sec. 3.4).</summary>
    public override double Scale => 1;
}
