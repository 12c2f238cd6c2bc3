using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Training.Loop;

/// <summary>Some rows on their way through a model.</summary>
/// <param name="Rows">The rows, B of them.</param>
/// <param name="Batch">The same as tokens.</param>
/// <param name="Context">The forward pass.</param>
/// <param name="Entering">The hidden states that enter the first layer with something to train, [B, T, C].</param>
internal sealed record PendingStep(ImmutableArray<int> Rows, TokenBatch Batch, ForwardContext Context, Tensor Entering);
