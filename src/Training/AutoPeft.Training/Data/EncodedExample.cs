using System.Collections.Immutable;
using AutoPeft.Models.Tokenization;

namespace AutoPeft.Training.Data;

/// <summary>A row as a model reads it.</summary>
/// <param name="Tokens">The tokens with the special ones; at least one.</param>
/// <param name="Label">The class number; 0 where rows have no class.</param>
public sealed record EncodedExample(TokenSequence Tokens, int Label)
{
    /// <summary>Marks tokens that have nothing to predict.</summary>
    public const int Nothing = -1;

    /// <summary>The number to predict; 0 where rows have none.</summary>
    public float Value { get; init; }

    /// <summary>
    /// What each token has to predict: its word's tag at a word's first token, or the next token; <see cref="Nothing"/> at all
    /// others. Empty where rows are predicted as a whole.
    /// </summary>
    public ImmutableArray<int> Targets { get; init; } = [];
}
