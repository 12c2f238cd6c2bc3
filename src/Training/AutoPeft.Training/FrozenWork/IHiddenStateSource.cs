using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Training.FrozenWork;

/// <summary>
/// Where the hidden states come from that enter the lowest layer with something to train. For one training at a time.
/// </summary>
internal interface IHiddenStateSource : IDisposable
{
    /// <summary>
    /// The hidden states of some rows, [B, T, C]; valid until the next call. Padding may hold anything finite.
    /// </summary>
    /// <param name="rows">Row numbers in the dataset that the source was made for.</param>
    /// <param name="batch">The same rows as tokens.</param>
    /// <param name="context">The forward pass.</param>
    Tensor States(ImmutableArray<int> rows, TokenBatch batch, ForwardContext context);
}
