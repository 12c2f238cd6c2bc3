using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Bert;

/// <summary>Tokens to vectors: word, segment and position embeddings, summed and normalised.</summary>
internal sealed class BertEmbeddings
{
    private readonly BertConfig _config;
    private readonly Tensor _positions;
    private readonly Tensor? _segments;
    private readonly NormModule _norm;

    public BertEmbeddings(BertWeights weights)
    {
        var path = BertTensors.Embeddings(weights.Config);
        _config = weights.Config;
        _positions = weights[$"{path}.position_embeddings.weight"];
        _segments = _config.Segments > 0 ? weights[$"{path}.token_type_embeddings.weight"] : null;
        _norm = weights.Norm($"{path}.LayerNorm");
        Words = weights[$"{path}.word_embeddings.weight"];
    }

    /// <summary>The word embeddings, [V, C]; masked language modelling decodes with them.</summary>
    public Tensor Words { get; }

    public Tensor Apply(TokenBatch batch, ForwardContext context)
    {
        SequenceLength.Check(batch, _config.MaximumLength);
        var shape = new Shape(batch.BatchSize, batch.Length);
        var positions = Enumerable.Range(_config.FirstPosition, batch.Length).ToArray();
        var sum = Words.Gather(batch.Ids.AsSpan(), shape); // [B, T, C]
        if (_segments is not null)
        {
            sum = sum.Add(_segments.Gather(batch.Segments.AsSpan(), shape));
        }

        sum = sum.Add(_positions.Gather(positions, new Shape(batch.Length))); // [T, C], the same for every sequence

        return _norm.Apply(sum).Drop(_config.HiddenDropout, context, "embeddings");
    }
}
