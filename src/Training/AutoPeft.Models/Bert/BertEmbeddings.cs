using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Bert;

/// <summary>Tokens to vectors: word, segment and position embeddings, summed and normalised.</summary>
internal sealed class BertEmbeddings(BertWeights weights)
{
    private readonly Tensor _positions = weights[$"{BertTensors.Embeddings}.position_embeddings.weight"];
    private readonly Tensor _segments = weights[$"{BertTensors.Embeddings}.token_type_embeddings.weight"];
    private readonly NormModule _norm = weights.Norm($"{BertTensors.Embeddings}.LayerNorm");

    /// <summary>The word embeddings, [V, C]; masked language modelling decodes with them.</summary>
    public Tensor Words { get; } = weights[$"{BertTensors.Embeddings}.word_embeddings.weight"];

    public Tensor Apply(TokenBatch batch, ForwardContext context)
    {
        if (batch.Length > weights.Config.MaximumLength)
        {
            throw new ArgumentException(
                $"The sequences have {batch.Length} tokens; the model reads at most {weights.Config.MaximumLength}.",
                nameof(batch));
        }

        var shape = new Shape(batch.BatchSize, batch.Length);
        var positions = Enumerable.Range(0, batch.Length).ToArray();
        var sum = Words.Gather(batch.Ids.AsSpan(), shape) // [B, T, C]
            .Add(_segments.Gather(batch.Segments.AsSpan(), shape))
            .Add(_positions.Gather(positions, new Shape(batch.Length))); // [T, C], the same for every sequence

        return _norm.Apply(sum).Drop(weights.Config.HiddenDropout, context, "embeddings");
    }
}
