namespace AutoPeft.Peft.Costs;

/// <summary>The size of a training batch.</summary>
/// <param name="BatchSize">B, sequences; at least 1.</param>
/// <param name="Length">T, tokens of a sequence with its padding; at least 1.</param>
public readonly record struct BatchShape(int BatchSize, int Length)
{
    /// <summary>B · T.</summary>
    public long Tokens => (long)BatchSize * Length;
}
