using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Costs;

/// <summary>The size of a training batch, and what is asked of it.</summary>
/// <param name="BatchSize">B, sequences; at least 1.</param>
/// <param name="Length">T, tokens of a sequence with its padding; at least 1.</param>
/// <param name="Task">What is learned; default classes of texts. Memory depends on it: how much of the last layer is computed, and the logits.</param>
public readonly record struct BatchShape(int BatchSize, int Length, TaskKind Task = TaskKind.Classification)
{
    /// <summary>B · T.</summary>
    public long Tokens => (long)BatchSize * Length;

    /// <summary>Whether every token is answered for, and not every sequence.</summary>
    public bool AsksTokens => Task is TaskKind.TokenClassification or TaskKind.LanguageModelling;
}
