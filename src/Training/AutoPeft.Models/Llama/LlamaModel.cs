using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Llama;

/// <summary>
/// Llama: a causal decoder with root-mean-square norms, rotary positions, a gated feed-forward block and grouped-query
/// attention (Touvron et al. 2023).
/// </summary>
internal sealed class LlamaModel : ITransformer
{
    private readonly LlamaConfig _config;
    private readonly WeightTable _weights;
    private readonly LayerStack _layers;
    private readonly NormModule _finalNorm;

    private LlamaModel(ITensorEngine engine, LlamaConfig config, IReadOnlyList<NamedTensor> weights)
    {
        Engine = engine;
        Shape = LlamaTensors.Describe(config);
        _config = config;
        _weights = new(weights);
        var angles = new RotaryAngles(config.Frequencies.AsSpan(), config.MaximumLength);
        _layers = new(
            engine, Enumerable.Range(0, config.Layers).Select(layer => new LlamaLayer(config, (_weights, angles), layer)));
        _finalNorm = new(_weights[LlamaTensors.FinalNorm], bias: null, config.NormEpsilon);
    }

    public ModelShape Shape { get; }

    public ITensorEngine Engine { get; }

    public IReadOnlyList<NamedTensor> Weights => _weights.All;

    public static LlamaModel Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable)
    {
        var config = LlamaConfigFile.Read(folder.Config, folder.Path);
        var required = LlamaTensors.All(config).ToArray();
        var decoder = LlamaTensors.DecoderTensors(config).Where(tensor => folder.Find(tensor.Name) is not null).ToArray();
        var stored = RequiredWeights.Resolve(folder, required, decoder);

        return new(engine, config, stored.Load(engine, required.Concat(decoder), trainable));
    }

    public Tensor Encode(TokenBatch batch, ForwardContext context) =>
        RunLayers(Embed(batch, context), .., batch, context);

    public Tensor Embed(TokenBatch batch, ForwardContext context)
    {
        SequenceLength.Check(batch, _config.MaximumLength);

        return _weights[LlamaTensors.Words].Gather(batch.Ids.AsSpan(), new Shape(batch.BatchSize, batch.Length)); // [B, T, C]
    }

    public Tensor RunLayers(Tensor hidden, Range layers, TokenBatch batch, ForwardContext context)
    {
        var run = _layers.Run(hidden, layers, new AttentionMask(batch.Lengths, Causal: true), context);

        return _layers.Finishes(layers) ? _finalNorm.Apply(run) : run;
    }

    public ITaskHead CreateHead(HeadKind kind, int outputs, RandomKey key, float? dropout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        var parameters = new HeadParameters(Engine, _config.InitializerRange, key);

        return kind switch
        {
            HeadKind.Sequence => new LastTokenHead(parameters, outputs, _config.HiddenSize),
            HeadKind.Tokens => new TokenHead(parameters, "score", new(outputs, _config.HiddenSize), dropout ?? 0.1f),
            HeadKind.NextToken => new NextTokenHead(Decoder()),
            _ => throw UnsupportedHead.Of(Shape, kind),
        };
    }

    public void Dispose()
    {
        foreach (var weight in Weights)
        {
            weight.Tensor.Dispose();
        }
    }

    private Tensor Decoder()
    {
        var name = _config.TiesEmbeddings ? LlamaTensors.Words : LlamaTensors.Decoder;

        return Weights.FirstOrDefault(weight => weight.Name == name)?.Tensor ?? throw new InvalidInputException(
            new FaultPlace("model"),
            $"The checkpoint has no tensor '{name}', [{_config.VocabularySize}, {_config.HiddenSize}], to predict tokens with.",
            "Use a checkpoint of LlamaForCausalLM.");
    }
}
