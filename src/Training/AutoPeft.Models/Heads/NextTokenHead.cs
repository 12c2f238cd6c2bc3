using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Heads;

/// <summary>Predicts the next token with the model's own decoder, often its word embeddings. The model owns the decoder.</summary>
/// <param name="decoder">[V, C].</param>
internal sealed class NextTokenHead(Tensor decoder) : ITaskHead
{
    public IReadOnlyList<NamedTensor> Parameters { get; } = [];

    public Tensor Logits(Tensor hidden, TokenBatch batch, ForwardContext context) => hidden.Linear(decoder); // [B, T, V]

    public void Dispose()
    {
    }
}
