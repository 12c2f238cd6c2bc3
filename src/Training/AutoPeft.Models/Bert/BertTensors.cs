using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Bert;

/// <summary>The names and shapes of a BERT's tensors, as Hugging Face saves them.</summary>
internal static class BertTensors
{
    public const string Embeddings = "bert.embeddings";
    public const string Pooler = "bert.pooler.dense";

    public static string Layer(int layer) => $"bert.encoder.layer.{layer}";

    /// <summary>Every weight of embeddings and layers, in checkpoint order.</summary>
    public static IEnumerable<TensorRequirement> Encoder(BertConfig config)
    {
        var width = config.HiddenSize;
        yield return new($"{Embeddings}.word_embeddings.weight", new(config.VocabularySize, width));
        yield return new($"{Embeddings}.position_embeddings.weight", new(config.MaximumLength, width));
        yield return new($"{Embeddings}.token_type_embeddings.weight", new(config.Segments, width));
        foreach (var requirement in Norm($"{Embeddings}.LayerNorm", width))
        {
            yield return requirement;
        }

        for (var layer = 0; layer < config.Layers; layer++)
        {
            foreach (var requirement in LayerTensors(config, layer))
            {
                yield return requirement;
            }
        }
    }

    /// <summary>The pooler: part of the checkpoint's base model, but trained with the head.</summary>
    public static IEnumerable<TensorRequirement> PoolerTensors(BertConfig config) =>
        Linear(Pooler, config.HiddenSize, config.HiddenSize);

    public static ModelShape Describe(BertConfig config) => new()
    {
        Family = BertFamily.ModelType,
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
        new(layer, SublayerKind.Attention, $"{Layer(layer)}.attention.output.LayerNorm", config.HiddenSize, HasBias: true),
        new(layer, SublayerKind.FeedForward, $"{Layer(layer)}.output.LayerNorm", config.HiddenSize, HasBias: true),
    ];

    /// <summary>The six linear modules of a layer, in the order of <see cref="ModuleKind"/>.</summary>
    public static ImmutableArray<ModuleShape> Modules(BertConfig config, int layer)
    {
        var (width, inner, path) = (config.HiddenSize, config.IntermediateSize, Layer(layer));

        return
        [
            new(layer, ModuleKind.Query, $"{path}.attention.self.query", width, width, HasBias: true),
            new(layer, ModuleKind.Key, $"{path}.attention.self.key", width, width, HasBias: true),
            new(layer, ModuleKind.Value, $"{path}.attention.self.value", width, width, HasBias: true),
            new(layer, ModuleKind.AttentionOutput, $"{path}.attention.output.dense", width, width, HasBias: true),
            new(layer, ModuleKind.FeedForwardUp, $"{path}.intermediate.dense", width, inner, HasBias: true),
            new(layer, ModuleKind.FeedForwardDown, $"{path}.output.dense", inner, width, HasBias: true),
        ];
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
            if (module.Kind is ModuleKind.AttentionOutput or ModuleKind.FeedForwardDown)
            {
                var block = module.Path[..module.Path.LastIndexOf('.')];
                foreach (var requirement in Norm($"{block}.LayerNorm", config.HiddenSize))
                {
                    yield return requirement;
                }
            }
        }
    }

    private static TensorRequirement[] Linear(string path, int input, int output) =>
        [new($"{path}.weight", new Shape(output, input)), new($"{path}.bias", new Shape(output))];

    private static TensorRequirement[] Norm(string path, int width) =>
        [new($"{path}.weight", new Shape(width)), new($"{path}.bias", new Shape(width))];
}
