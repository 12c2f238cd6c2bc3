namespace AutoPeft.Peft.Methods.Dept;

/// <summary>A shorter prompt, and a low-rank change of what the text's first positions embed to.</summary>
/// <remarks>
/// Shi and Lipani, "DePT: Decomposed Prompt Tuning for Parameter-Efficient Fine-tuning", ICLR 2024, Eqs. 2 and 3: <c>[P; E + A B]</c> with A, [s, Rank], for
/// the first s positions and B, [Rank, C]. Both act on what enters the first layer. The paper trains P and the pair with learning rates of their own; here it
/// is one. B starts at zero and P as in prompt tuning.
/// </remarks>
public sealed record DeptConfig : InputConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "dept";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank of the change. At least 1; default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>s, the positions of the text that are changed; later ones are left as they are. At least 1; default 128.</summary>
    public int Positions { get; init; } = 128;
}
