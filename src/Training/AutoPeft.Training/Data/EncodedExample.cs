using AutoPeft.Models.Tokenization;

namespace AutoPeft.Training.Data;

/// <summary>A row as a model reads it.</summary>
/// <param name="Tokens">The tokens with the special ones; at least one.</param>
/// <param name="Label">The class number.</param>
public sealed record EncodedExample(TokenSequence Tokens, int Label);
