using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Gpt2;

/// <summary>GPT-2: a causal decoder with pre-norm layers and learned positions (Radford et al. 2019).</summary>
internal sealed class Gpt2Model : ITransformer
{
    private readonly Gpt2Config _config;
    private readonly WeightTable _weights;
    private readonly LayerStack _layers;
    private readonly NormModule _finalNorm;

    private Gpt2Model(ITensorEngine engine, Gpt2Config config, IReadOnlyList<NamedTensor> weights)
    {
        Engine = engine;
        Shape = Gpt2Tensors.Describe(config);
        _config = config;
        _weights = new(weights);
        _layers = new(engine, Enumerable.Range(0, config.Layers).Select(layer => new Gpt2Layer(config, _weights, layer)));
        _finalNorm = new(
            _weights[$"{Gpt2Tensors.FinalNorm}.weight"], _weights[$"{Gpt2Tensors.FinalNorm}.bias"], config.LayerNormEpsilon);
    }

    public ModelShape Shape { get; }

    public ITensorEngine Engine { get; }

    public IReadOnlyList<NamedTensor> Weights => _weights.All;

    public static Gpt2Model Load(ITensorEngine engine, HuggingFaceFolder folder, bool trainable)
    {
        var config = Gpt2ConfigFile.Read(folder.Config, folder.Path);
        var stored = RequiredWeights.Resolve(folder, Gpt2Tensors.All(config), []);

        return new(engine, config, stored.Load(engine, Gpt2Tensors.All(config), trainable));
    }

    public Tensor Encode(TokenBatch batch, ForwardContext context) =>
        RunLayers(Embed(batch, context), .., batch, context);

    public Tensor Embed(TokenBatch batch, ForwardContext context)
    {
        SequenceLength.Check(batch, _config.MaximumLength);
        var positions = Enumerable.Range(0, batch.Length).ToArray();
        var sum = _weights[Gpt2Tensors.Words].Gather(batch.Ids.AsSpan(), new Shape(batch.BatchSize, batch.Length)) // [B, T, C]
            .Add(_weights[Gpt2Tensors.Positions].Gather(positions, new Shape(batch.Length)));

        return sum.Drop(_config.EmbeddingDropout, context, "embeddings");
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
            HeadKind.Tokens => new TokenHead(
                parameters, "classifier", new(outputs, _config.HiddenSize), dropout ?? _config.ResidualDropout),
            HeadKind.NextToken => new NextTokenHead(_weights[Gpt2Tensors.Words]),
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
}
