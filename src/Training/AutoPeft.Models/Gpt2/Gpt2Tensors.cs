using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Gpt2;

/// <summary>The names and shapes of a GPT-2's tensors, as Hugging Face saves them.</summary>
internal static class Gpt2Tensors
{
    public const string ModelType = "gpt2";
    public const string Words = "transformer.wte.weight";
    public const string Positions = "transformer.wpe.weight";
    public const string FinalNorm = "transformer.ln_f";

    /// <summary>Every weight, in checkpoint order.</summary>
    public static IEnumerable<TensorRequirement> All(Gpt2Config config) =>
    [
        new(Words, new(config.VocabularySize, config.HiddenSize)),
        new(Positions, new(config.MaximumLength, config.HiddenSize)),
        .. Enumerable.Range(0, config.Layers).SelectMany(layer => LayerTensors(config, layer)),
        .. Norm(FinalNorm, config.HiddenSize),
    ];

    public static ModelShape Describe(Gpt2Config config) => new()
    {
        Family = ModelType,
        Layers = config.Layers,
        HiddenSize = config.HiddenSize,
        IntermediateSize = config.IntermediateSize,
        Heads = config.Heads,
        KeyValueSize = config.HiddenSize,
        VocabularySize = config.VocabularySize,
        MaximumLength = config.MaximumLength,
        ParameterCount = All(config).Sum(tensor => (long)tensor.Shape.Count),
        Modules = [.. Enumerable.Range(0, config.Layers).SelectMany(layer => Modules(config, layer))],
        Norms = [.. Enumerable.Range(0, config.Layers).SelectMany(layer => Norms(config, layer))],
    };

    /// <summary>The four linear modules of a layer, in the order of <see cref="ModuleKind"/>.</summary>
    public static ImmutableArray<ModuleShape> Modules(Gpt2Config config, int layer)
    {
        var (width, inner) = (config.HiddenSize, config.IntermediateSize);

        return
        [
            Module((layer, ModuleKind.AttentionOutput), "attn.c_proj", width, width),
            Module((layer, ModuleKind.FeedForwardUp), "mlp.c_fc", width, inner),
            Module((layer, ModuleKind.FeedForwardDown), "mlp.c_proj", inner, width),
            Module((layer, ModuleKind.QueryKeyValue), "attn.c_attn", width, 3 * width),
        ];
    }

    /// <summary>The norms that the two residual blocks of a layer begin with.</summary>
    public static ImmutableArray<NormShape> Norms(Gpt2Config config, int layer) =>
    [
        new(layer, SublayerKind.Attention, $"{Layer(layer)}.ln_1", config.HiddenSize, HasBias: true),
        new(layer, SublayerKind.FeedForward, $"{Layer(layer)}.ln_2", config.HiddenSize, HasBias: true),
    ];

    private static string Layer(int layer) => $"transformer.h.{layer}";

    private static ModuleShape Module((int Layer, ModuleKind Kind) place, string path, int input, int output) =>
        new(place.Layer, place.Kind, $"{Layer(place.Layer)}.{path}", input, output, HasBias: true) { IsStoredTransposed = true };

    private static IEnumerable<TensorRequirement> LayerTensors(Gpt2Config config, int layer) =>
        Norms(config, layer).SelectMany(norm => Norm(norm.Path, norm.Size))
            .Concat(Modules(config, layer).SelectMany(Linear));

    private static TensorRequirement[] Linear(ModuleShape module) =>
    [
        new($"{module.Path}.weight", new Shape(module.OutputSize, module.InputSize), IsStoredTransposed: true),
        new($"{module.Path}.bias", new Shape(module.OutputSize)),
    ];

    private static TensorRequirement[] Norm(string path, int width) =>
        [new($"{path}.weight", new Shape(width)), new($"{path}.bias", new Shape(width))];
}
