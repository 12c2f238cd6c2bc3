using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>UniPELT, described in <see cref="UniPeltConfig"/>.</summary>
internal sealed class UniPeltMethod : TypedPeftMethod<UniPeltConfig>
{
    public override string Name => UniPeltConfig.MethodName;

    public override string Title => "UniPELT";

    public override string Paper => "Mao et al., UniPELT: A Unified Framework for Parameter-Efficient Language Model Tuning, ACL 2022";

    public override string Formula =>
        "a serial adapter, a prefix and low-rank updates, each times g = mean over the tokens of sigmoid(w x + b), x what it reads";

    public override string ParameterFormula =>
        "for each layer 2 C D + C + D, 2 L K, and r (in + out) for each target, and in + 1 for the gate of each; counted without gates and biases";

    public override AdapterHubMapping AdapterHub { get; } = new UniPeltAdapterHub();

    public override bool Mergeable => false;

    internal override bool LooksAcrossTokens => true;

    protected override ImmutableArray<ConfigField<UniPeltConfig>> Settings { get; } =
    [
        Setting.Size(
            "bottleneck_size",
            "The width of the serial adapter.",
            (UniPeltConfig config) => config.BottleneckSize,
            (config, size) => config with { BottleneckSize = size }),
        Setting.Choice(
            "activation",
            "The activation of the serial adapter.",
            (UniPeltConfig config) => config.Activation,
            (config, activation) => config with { Activation = activation }),
        Setting.CountOrNone(
            "prefix_length",
            "The number of trained positions; 0 for no prefix.",
            (UniPeltConfig config) => config.PrefixLength,
            (config, length) => config with { PrefixLength = length }),
        Setting.CountOrNone(
            "rank",
            "The rank of the updates; 0 for none.",
            (UniPeltConfig config) => config.Rank,
            (config, rank) => config with { Rank = rank }),
        Setting.Targets<UniPeltConfig>(),
    ];

    protected override IEnumerable<TensorPart> SavedTensors(UniPeltConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        UniPeltParts.Of(config, layers, shape);

    protected override PeftModule Build(UniPeltConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new UniPeltModule(config, layers, context);

    /// <summary>What the three cost without gates, and the gates; nothing of it can be merged.</summary>
    protected override MethodCost Cost(UniPeltConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var members = config.Gated.Aggregate(
            MethodCost.Zero, (sum, member) => sum + MethodRegistry.BuiltIn.Of(member).Cost(new(member, layers), context));
        var parameters = SavedTensors(config, layers, context.Shape).Sum(part => (long)part.Shape.Count);
        var (gates, scaled) = Gates(config, layers, context);
        var flops = members.ForwardFlops + gates;

        return members with
        {
            Trainable = parameters,
            Saved = parameters,
            ForwardFlops = flops,
            InferenceFlops = flops,
            Activations = members.Activations + scaled,
            Kept = members.Kept + (scaled / 2),
        };
    }

    // The products of the gates with what they read and what they scale, and the numbers that are held for the latter: spread out, and scaled.
    private static (double Flops, double Numbers) Gates(UniPeltConfig config, ImmutableArray<int> layers, CostContext context)
    {
        double hidden = context.Shape.HiddenSize;
        var read = layers.Length * hidden * config.Gated.Count(member => member is not TargetedConfig);
        var scaled = config.Adapter is null ? 0 : layers.Length * hidden;
        foreach (var module in layers.SelectMany(layer => UniPeltParts.Modules(config, layer, context.Shape)))
        {
            read += module.InputSize;
            scaled += config.Rank;
        }

        var prefixes = 2.0 * layers.Length * context.Batch.BatchSize * config.PrefixLength * context.Shape.KeyValueSize;

        return (2 * ((context.Batch.Tokens * (read + scaled)) + prefixes), 2 * ((context.Batch.Tokens * scaled) + prefixes));
    }
}
