using System.Collections.Immutable;
using AutoPeft.Models.Structure;

namespace AutoPeft.Training.Pretraining;

/// <summary>Sequences with some tokens hidden, and what stood there.</summary>
/// <param name="Tokens">The sequences as the model sees them.</param>
/// <param name="Positions">Where a token is to be predicted: b · T + t, ascending, [N].</param>
/// <param name="Targets">The tokens that stood there, [N].</param>
public sealed record MaskedBatch(TokenBatch Tokens, ImmutableArray<int> Positions, ImmutableArray<int> Targets);
