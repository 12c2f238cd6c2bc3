using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Heads;

/// <summary>
/// What turns hidden states into the answer of a task. Always trained, never counted as PEFT parameters.
/// </summary>
public interface ITaskHead : IDisposable
{
    /// <summary>
    /// The trained tensors with their names in a checkpoint (BERT: the pooler and <c>classifier</c>).
    /// </summary>
    IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>Which tokens' states it reads; all by default.</summary>
    TokensRead Reads => TokensRead.All;

    /// <summary>The logits: [B, K] for sequences, [B, T, K] for tokens.</summary>
    /// <param name="hidden">The last layer's hidden states, [B, T, C], or [B, 1, C] of the token that it reads.</param>
    /// <param name="batch">The tokens they belong to.</param>
    /// <param name="context">The forward pass; dropout in front of the classifier while training.</param>
    Tensor Logits(Tensor hidden, TokenBatch batch, ForwardContext context);
}
