using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Llama;

/// <summary>The names and shapes of a Llama's tensors, as Hugging Face saves them.</summary>
internal static class LlamaTensors
{
    public const string ModelType = "llama";
    public const string Words = "model.embed_tokens.weight";
    public const string FinalNorm = "model.norm.weight";
    public const string Decoder = "lm_head.weight";

    /// <summary>Every weight of the base model, in checkpoint order.</summary>
    public static IEnumerable<TensorRequirement> All(LlamaConfig config) =>
    [
        new(Words, new(config.VocabularySize, config.HiddenSize)),
        .. Enumerable.Range(0, config.Layers).SelectMany(layer => LayerTensors(config, layer)),
        new(FinalNorm, new(config.HiddenSize)),
    ];

    /// <summary>The decoder of a model that does not decode with its word embeddings; a classifier's checkpoint has none.</summary>
    public static TensorRequirement[] DecoderTensors(LlamaConfig config) =>
        config.TiesEmbeddings ? [] : [new(Decoder, new(config.VocabularySize, config.HiddenSize))];

    public static ModelShape Describe(LlamaConfig config) => new()
    {
        Family = ModelType,
        Layers = config.Layers,
        HiddenSize = config.HiddenSize,
        IntermediateSize = config.IntermediateSize,
        Heads = config.Heads,
        KeyValueSize = config.KeyValueHeads * config.HeadSize,
        VocabularySize = config.VocabularySize,
        MaximumLength = config.MaximumLength,
        ParameterCount = All(config).Sum(tensor => (long)tensor.Shape.Count),
        Modules = [.. Enumerable.Range(0, config.Layers).SelectMany(layer => Modules(config, layer))],
        Norms = [.. Enumerable.Range(0, config.Layers).SelectMany(layer => Norms(config, layer))],
    };

    /// <summary>The seven linear modules of a layer, in the order of <see cref="ModuleKind"/>.</summary>
    public static ImmutableArray<ModuleShape> Modules(LlamaConfig config, int layer)
    {
        var (width, inner, path) = (config.HiddenSize, config.IntermediateSize, Layer(layer));
        var (queries, keys) = (config.Heads * config.HeadSize, config.KeyValueHeads * config.HeadSize);
        var (biased, fed) = (config.HasAttentionBias, config.HasFeedForwardBias);

        return
        [
            new(layer, ModuleKind.Query, $"{path}.self_attn.q_proj", width, queries, biased),
            new(layer, ModuleKind.Key, $"{path}.self_attn.k_proj", width, keys, biased),
            new(layer, ModuleKind.Value, $"{path}.self_attn.v_proj", width, keys, biased),
            new(layer, ModuleKind.AttentionOutput, $"{path}.self_attn.o_proj", queries, width, biased),
            new(layer, ModuleKind.FeedForwardUp, $"{path}.mlp.up_proj", width, inner, fed),
            new(layer, ModuleKind.FeedForwardGate, $"{path}.mlp.gate_proj", width, inner, fed),
            new(layer, ModuleKind.FeedForwardDown, $"{path}.mlp.down_proj", inner, width, fed),
        ];
    }

    /// <summary>The norms that the two residual blocks of a layer begin with.</summary>
    public static ImmutableArray<NormShape> Norms(LlamaConfig config, int layer) =>
    [
        new(layer, SublayerKind.Attention, $"{Layer(layer)}.input_layernorm", config.HiddenSize, HasBias: false),
        new(layer, SublayerKind.FeedForward, $"{Layer(layer)}.post_attention_layernorm", config.HiddenSize, HasBias: false),
    ];

    private static string Layer(int layer) => $"model.layers.{layer}";

    private static IEnumerable<TensorRequirement> LayerTensors(LlamaConfig config, int layer) =>
        Modules(config, layer).SelectMany(Linear)
            .Concat(Norms(config, layer).Select(norm => new TensorRequirement($"{norm.Path}.weight", new(norm.Size))));

    private static TensorRequirement[] Linear(ModuleShape module)
    {
        var weight = new TensorRequirement($"{module.Path}.weight", new Shape(module.OutputSize, module.InputSize));

        return module.HasBias ? [weight, new($"{module.Path}.bias", new Shape(module.OutputSize))] : [weight];
    }
}
