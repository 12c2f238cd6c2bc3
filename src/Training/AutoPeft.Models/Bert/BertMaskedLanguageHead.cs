using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Layers;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Bert;

/// <summary>
/// Predicts masked tokens for pre-training: a dense layer with GELU and norm, then the word embeddings as decoder.
/// </summary>
public sealed class BertMaskedLanguageHead : IDisposable
{
    /// <summary>The name of the decoder's bias, which tells a masked language model by its checkpoint.</summary>
    internal const string BiasName = "cls.predictions.bias";

    private const string Transform = "cls.predictions.transform";

    private readonly BertModel _model;
    private readonly NormModule _norm;

    private BertMaskedLanguageHead(BertModel model, IReadOnlyList<NamedTensor> parameters)
    {
        _model = model;
        Parameters = parameters;
        _norm = new(parameters[2].Tensor, parameters[3].Tensor, model.Config.LayerNormEpsilon);
    }

    /// <summary>
    /// The trained tensors under Hugging Face's names. The decoder is the model's word embedding and not among them.
    /// </summary>
    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>A new head for a model: the dense layer from N(0, InitializerRange²), norm one, biases zero.</summary>
    public static BertMaskedLanguageHead Create(BertModel model, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (config, width) = (model.Config, model.Config.HiddenSize);
        TensorRequirement[] tensors =
        [
            new($"{Transform}.dense.weight", new(width, width)),
            new($"{Transform}.dense.bias", new(width)),
            new($"{Transform}.LayerNorm.weight", new(width)),
            new($"{Transform}.LayerNorm.bias", new(width)),
            new(BiasName, new(config.VocabularySize)),
        ];

        var parameters = tensors.Select(
            tensor => NewWeights.Create(model.Engine, tensor, config.InitializerRange, key));

        return new(model, [.. parameters]);
    }

    /// <summary>
    /// Logits over the vocabulary for some of the tokens only, [N, V]: the decoder is most of the work.
    /// </summary>
    /// <param name="hidden">The last layer's hidden states, [B, T, C].</param>
    /// <param name="positions">Which tokens: b · T + t, N of them, each in [0, B · T).</param>
    public Tensor Logits(Tensor hidden, ReadOnlySpan<int> positions)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        var tokens = hidden.Reshape(new Shape(hidden.Shape.Rows, hidden.Shape.Last)) // [B · T, C]
            .Gather(positions, new Shape(positions.Length)); // [N, C]
        var transformed = tokens.Linear(Parameters[0].Tensor, Parameters[1].Tensor).Activate(_model.Config.Activation);

        return _norm.Apply(transformed).Linear(_model.WordEmbeddings, Parameters[4].Tensor); // [N, V]
    }

    /// <summary>Frees the head's own tensors; the model keeps its.</summary>
    public void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Tensor.Dispose();
        }
    }
}
