using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Prefix tuning, described in <see cref="PrefixTuningConfig"/>.</summary>
internal sealed class PrefixTuningMethod : TypedPeftMethod<PrefixTuningConfig>
{
    public override string Name => PrefixTuningConfig.MethodName;

    public override string Title => "Prefix tuning";

    public override string Paper => "Li and Liang, Prefix-Tuning: Optimizing Continuous Prompts for Generation, ACL 2021";

    public override string Formula =>
        "attention over [prefix keys; keys] and [prefix values; values]; the text keeps its positions";

    public override string ParameterFormula => "2 L K for each layer; trained with a network of width M: L C + (C + 1) M once and 2 K (M + 1) for each layer";

    public override HuggingFaceMapping HuggingFace { get; } = new PrefixHuggingFace();

    public override AdapterHubMapping AdapterHub { get; } = new PrefixAdapterHub();

    public override bool Mergeable => false;

    protected override ImmutableArray<ConfigField<PrefixTuningConfig>> Settings { get; } =
    [
        Setting.Size(
            "prefix_length",
            "The number of trained positions.",
            (PrefixTuningConfig config) => config.PrefixLength,
            (config, length) => config with { PrefixLength = length }),
        Setting.Flag(
            "reparameterized",
            "Whether the prefix is trained through a two-layer network.",
            (PrefixTuningConfig config) => config.Reparameterized,
            (config, flag) => config with { Reparameterized = flag }),
        Setting.Count(
            "reparameterization_size",
            "The width of that network.",
            (PrefixTuningConfig config) => config.ReparameterizationSize,
            (config, size) => config with { ReparameterizationSize = size }),
    ];

    protected override IEnumerable<TensorPart> SavedTensors(
        PrefixTuningConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        PrefixNames.Parts(layers, config.PrefixLength, shape.KeyValueSize);

    protected override PeftModule Build(PrefixTuningConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        config.Reparameterized ? new ReparameterizedPrefixModule(config, layers, context) : new DirectPrefixModule(config, layers, context);

    /// <summary>
    /// Parameters: <c>2LK</c> for each layer with key-value size K. Re-parameterised with width M, trained:
    /// <c>LC + (C + 1)M</c> once and <c>2K(M + 1)</c> for each layer.
    /// </summary>
    protected override MethodCost Cost(PrefixTuningConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var (shape, batch) = context;
        long length = config.PrefixLength;
        var folded = layers.Length * 2 * length * shape.KeyValueSize;
        var attention = 4.0 * layers.Length * batch.Tokens * length * shape.HiddenSize;
        var copies = 2.0 * shape.KeyValueSize * batch.BatchSize * (length + batch.Length); // keys and values, prefix in front

        return new()
        {
            Trainable = config.Reparameterized ? Reparameterization(config, layers.Length, context) : folded,
            Counted = folded,
            Saved = folded,
            ForwardFlops = attention + (config.Reparameterized ? ReparameterizationFlops(config, layers.Length, context) : 0),
            InferenceFlops = attention,
            Activations = layers.Length * copies,
            Kept = layers.Length * 2.0 * shape.KeyValueSize * batch.BatchSize * length, // the rest of the copies takes the originals' place
        };
    }

    private static long Reparameterization(PrefixTuningConfig config, int layers, CostContext context)
    {
        long hidden = context.Shape.HiddenSize;
        long width = config.ReparameterizationSize;

        return (config.PrefixLength * hidden) + ((hidden + 1) * width)
            + (layers * 2L * context.Shape.KeyValueSize * (width + 1));
    }

    // The first product is repeated for the keys and the values of each layer: it is small, and calls share nothing.
    private static double ReparameterizationFlops(PrefixTuningConfig config, int layers, CostContext context) =>
        4.0 * layers * config.PrefixLength * config.ReparameterizationSize
        * (context.Shape.HiddenSize + context.Shape.KeyValueSize);
}
