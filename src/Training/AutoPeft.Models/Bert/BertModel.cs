using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Bert;

/// <summary>
/// BERT: a bidirectional encoder with post-norm layers (Devlin et al., NAACL 2019); and RoBERTa and DistilBERT, which
/// compute in the same way.
/// </summary>
public sealed class BertModel : ITransformer
{
    private readonly BertWeights _weights;
    private readonly BertEmbeddings _embeddings;
    private readonly LayerStack _layers;
    private readonly TensorData[] _pooler;

    private BertModel(ITensorEngine engine, BertWeights weights, TensorData[] pooler)
    {
        Engine = engine;
        Shape = BertTensors.Describe(weights.Config);
        _weights = weights;
        _embeddings = new(weights);
        _layers = new(engine, Enumerable.Range(0, weights.Config.Layers).Select(layer => new BertLayer(weights, layer)));
        _pooler = pooler;
    }

    /// <summary>The sizes and settings.</summary>
    public BertConfig Config => _weights.Config;

    /// <inheritdoc/>
    public ModelShape Shape { get; }

    /// <inheritdoc/>
    public ITensorEngine Engine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<NamedTensor> Weights => _weights.All;

    /// <summary>The word embeddings, [V, C].</summary>
    internal Tensor WordEmbeddings => _embeddings.Words;

    /// <summary>
    /// A new model for pre-training, all weights trainable: matrices N(0, InitializerRange²), norms one, biases zero.
    /// </summary>
    /// <param name="engine">Where its weights will live.</param>
    /// <param name="config">Its sizes; the heads divide the hidden size.</param>
    /// <param name="key">Where its weights come from; equal keys give equal weights.</param>
    /// <exception cref="ArgumentException">The heads do not divide the hidden size.</exception>
    public static BertModel Create(ITensorEngine engine, BertConfig config, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.HiddenSize % config.Heads != 0)
        {
            throw new ArgumentException($"{config.Heads} heads do not divide {config.HiddenSize}.", nameof(config));
        }

        var weights = BertTensors.Encoder(config)
            .Select(tensor => NewWeights.Create(engine, tensor, config.InitializerRange, key));

        return new(engine, new(config, [.. weights]), pooler: []);
    }

    /// <summary>Loads a model from its folder; see <see cref="TransformerLoader.Load"/>.</summary>
    /// <exception cref="InvalidInputException">The folder cannot be used; carries every fault.</exception>
    public static BertModel Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable)
    {
        ArgumentNullException.ThrowIfNull(folder);

        return Load(engine, folder, BertConfigFile.Read(folder.Config, folder.Path), trainable);
    }

    /// <summary>Loads an encoder of any dialect.</summary>
    internal static BertModel Load(ITensorEngine engine, HuggingFaceFolder folder, BertConfig config, bool trainable)
    {
        var stored = RequiredWeights.Resolve(folder, BertTensors.Encoder(config), BertTensors.PoolerTensors(config));
        var pooler = BertTensors.PoolerTensors(config)
            .Select(tensor => (tensor, values: stored.Read(tensor.Name)))
            .Where(item => item.values is not null)
            .Select(item => new TensorData(item.tensor.Name, item.tensor.Shape, item.values))
            .ToArray();

        return new(engine, new(config, stored.Load(engine, BertTensors.Encoder(config), trainable)), pooler);
    }

    /// <summary>
    /// Writes <c>config.json</c> and <c>model.safetensors</c> into a folder, which is created if it is not there.
    /// </summary>
    /// <param name="folder">Where to.</param>
    /// <param name="head">What else is stored, e.g. the parameters of a head; may be empty.</param>
    /// <param name="type">How numbers are written: 32-bit, or 16-bit floats for half the bytes.</param>
    /// <exception cref="IOException">The folder is not writable or the device is full.</exception>
    /// <exception cref="NotSupportedException">It is no BERT but an encoder that computes as BERT does.</exception>
    public void Save(string folder, IReadOnlyList<NamedTensor> head, ElementType type)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (Config.Dialect != BertNames.Dialect)
        {
            throw new NotSupportedException($"Only a BERT can be saved, not a {Shape.Family}.");
        }

        var kept = _pooler.Where(tensor => head.All(item => item.Name != tensor.Name));
        var tensors = Weights.Select(TensorData.Of).Concat(kept).Concat(head.Select(TensorData.Of));
        var isMaskedLanguage = head.Any(item => item.Name == BertMaskedLanguageHead.BiasName);
        var config = BertConfigFile.ToJson(Config, isMaskedLanguage ? "BertForMaskedLM" : "BertModel");

        ModelFolderWriter.Write(folder, config, [.. tensors], type);
    }

    /// <inheritdoc/>
    public Tensor Encode(TokenBatch batch, ForwardContext context) =>
        RunLayers(Embed(batch, context), .., batch, context);

    /// <inheritdoc/>
    public Tensor Embed(TokenBatch batch, ForwardContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);

        return _embeddings.Apply(batch, context);
    }

    /// <inheritdoc/>
    public Tensor RunLayers(Tensor hidden, Range layers, TokenBatch batch, ForwardContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);

        return _layers.Run(hidden, layers, new AttentionMask(batch.Lengths), context);
    }

    /// <inheritdoc/>
    public ITaskHead CreateHead(HeadKind kind, int outputs, RandomKey key, float? dropout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        var fraction = dropout ?? Config.ClassifierDropout ?? Config.HiddenDropout;

        return kind switch
        {
            HeadKind.Sequence => EncoderHead.Create(this, _pooler, outputs, (key, fraction)),
            HeadKind.Tokens => new TokenHead(
                new(Engine, Config.InitializerRange, key), "classifier", new(outputs, Config.HiddenSize), fraction),
            _ => throw UnsupportedHead.Of(Shape, kind),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in Weights)
        {
            weight.Tensor.Dispose();
        }
    }
}
