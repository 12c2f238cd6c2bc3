using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Bert;

/// <summary>The names and shapes of an encoder's tensors, as Hugging Face saves them.</summary>
internal static class BertTensors
{
    public static string Embeddings(BertConfig config) => $"{config.Dialect.ModelType}.embeddings";

    public static string Layer(BertConfig config, int layer) => $"{config.Dialect.Layers}.{layer}";

    /// <summary>Every weight of embeddings and layers, in checkpoint order.</summary>
    public static IEnumerable<TensorRequirement> Encoder(BertConfig config) =>
        EmbeddingTensors(config)
            .Concat(Enumerable.Range(0, config.Layers).SelectMany(layer => LayerTensors(config, layer)));

    /// <summary>The pooler: part of the checkpoint's base model, but trained with the head. Empty where there is none.</summary>
    public static IEnumerable<TensorRequirement> PoolerTensors(BertConfig config) =>
        config.Dialect.Head.IsPooler ? HeadDense(config) : [];

    /// <summary>The dense layer of the classifier.</summary>
    public static IEnumerable<TensorRequirement> HeadDense(BertConfig config) =>
        Linear(config.Dialect.Head.Dense, config.HiddenSize, config.HiddenSize);

    /// <summary>A linear layer's weight and bias.</summary>
    public static TensorRequirement[] Linear(string path, int input, int output) =>
        [new($"{path}.weight", new Shape(output, input)), new($"{path}.bias", new Shape(output))];

    public static ModelShape Describe(BertConfig config) => new()
    {
        Family = config.Dialect.ModelType,
        Layers = config.Layers,
        HiddenSize = config.HiddenSize,
        IntermediateSize = config.IntermediateSize,
        Heads = config.Heads,
        KeyValueSize = config.HiddenSize,
        VocabularySize = config.VocabularySize,
        MaximumLength = config.MaximumLength,
        ParameterCount = Encoder(config).Concat(PoolerTensors(config)).Sum(tensor => (long)tensor.Shape.Count),
        Modules = [.. Enumerable.Range(0, config.Layers).SelectMany(layer => Modules(config, layer))],
        Norms = [.. Enumerable.Range(0, config.Layers).SelectMany(layer => Norms(config, layer))],
    };

    /// <summary>The norms that end the two residual blocks of a layer.</summary>
    public static ImmutableArray<NormShape> Norms(BertConfig config, int layer) =>
    [
        NormOf(config, layer, (SublayerKind.Attention, config.Dialect.AttentionNorm)),
        NormOf(config, layer, (SublayerKind.FeedForward, config.Dialect.FeedForwardNorm)),
    ];

    /// <summary>The six linear modules of a layer, in the order of <see cref="ModuleKind"/>.</summary>
    public static ImmutableArray<ModuleShape> Modules(BertConfig config, int layer) =>
        [.. config.Dialect.Modules.Select(module => Module(config, layer, module))];

    private static ModuleShape Module(BertConfig config, int layer, (ModuleKind Kind, string Path) module)
    {
        var (width, inner) = (config.HiddenSize, config.IntermediateSize);
        var (input, output) = module.Kind switch
        {
            ModuleKind.FeedForwardUp => (width, inner),
            ModuleKind.FeedForwardDown => (inner, width),
            _ => (width, width),
        };

        return new(layer, module.Kind, $"{Layer(config, layer)}.{module.Path}", input, output, HasBias: true);
    }

    private static NormShape NormOf(BertConfig config, int layer, (SublayerKind Kind, string Path) norm) =>
        new(layer, norm.Kind, $"{Layer(config, layer)}.{norm.Path}", config.HiddenSize, HasBias: true);

    private static IEnumerable<TensorRequirement> EmbeddingTensors(BertConfig config)
    {
        var (width, path) = (config.HiddenSize, Embeddings(config));
        yield return new($"{path}.word_embeddings.weight", new(config.VocabularySize, width));
        yield return new($"{path}.position_embeddings.weight", new(config.FirstPosition + config.MaximumLength, width));
        if (config.Segments > 0)
        {
            yield return new($"{path}.token_type_embeddings.weight", new(config.Segments, width));
        }

        foreach (var requirement in Norm($"{path}.LayerNorm", width))
        {
            yield return requirement;
        }
    }

    private static IEnumerable<TensorRequirement> LayerTensors(BertConfig config, int layer)
    {
        foreach (var module in Modules(config, layer))
        {
            foreach (var requirement in Linear(module.Path, module.InputSize, module.OutputSize))
            {
                yield return requirement;
            }

            // A norm follows the last module of each residual block.
            foreach (var requirement in NormAfter(config, module))
            {
                yield return requirement;
            }
        }
    }

    private static TensorRequirement[] NormAfter(BertConfig config, ModuleShape module) => module.Kind switch
    {
        ModuleKind.AttentionOutput => Norm(Norms(config, module.Layer)[0].Path, config.HiddenSize),
        ModuleKind.FeedForwardDown => Norm(Norms(config, module.Layer)[1].Path, config.HiddenSize),
        _ => [],
    };

    private static TensorRequirement[] Norm(string path, int width) =>
        [new($"{path}.weight", new Shape(width)), new($"{path}.bias", new Shape(width))];
}
