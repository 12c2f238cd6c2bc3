using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Mosa;

/// <summary>MoSA, described in <see cref="MosaConfig"/>.</summary>
internal sealed class MosaMethod : TypedPeftMethod<MosaConfig>
{
    public override string Name => MosaConfig.MethodName;

    public override string Title => "MoSA";

    public override string Paper => "Zhang et al., MoSA: Mixture of Sparse Adapters for Visual Efficient Tuning, 2023";

    public override string Formula =>
        "a parallel adapter; a training step computes with W_0 + M (W - W_0), M the mask of one of the experts, which share the elements";

    public override string ParameterFormula => "2 C D + C + D for each block that has one, counted 2 C D";

    public override bool Mergeable => false;

    protected override ImmutableArray<ConfigField<MosaConfig>> Settings { get; } =
    [
        .. BottleneckSettings.Of<MosaConfig>(),
        Setting.Count(
            "experts",
            "The sparse adapters that share the elements.",
            (MosaConfig config) => config.Experts,
            (config, experts) => config with { Experts = experts }),
        Setting.Choice(
            "shared",
            "The weight that is not split.",
            (MosaConfig config) => config.Shared,
            (config, shared) => config with { Shared = shared }),
    ];

    internal override bool ComesAtTheEnd(MethodConfig config) =>
        config is BottleneckConfig { Placement: BottleneckPlacement.FeedForward };

    internal override bool ComesBehindAttention(MethodConfig config, ModelShape shape) => true;

    protected override IEnumerable<TensorPart> SavedTensors(MosaConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        config.Places(layers).SelectMany(place => Parts(config, place, shape));

    protected override PeftModule Build(MosaConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new MosaModule([.. config.Places(layers).Select(place => (place.Layer, place.Kind, Create(config, place, context)))]);

    /// <summary>What the parallel adapter costs, and in training the masked weights and what they are made of.</summary>
    protected override MethodCost Cost(MosaConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var whole = config.Folded();
        var cost = MethodRegistry.BuiltIn.Of(whole).Cost(new(whole, layers), context);
        var split = (config.Shared == MosaShare.None ? 2.0 : 1.0) * context.Shape.HiddenSize * config.BottleneckSize * layers.Length * config.Blocks.Length;

        // first values and, of the expert, two masks, two products and their sum
        return cost with { Activations = cost.Activations + (6 * split), Kept = cost.Kept + (3 * split) };
    }

    private static TensorPart[] Parts(MosaConfig config, (int Layer, SublayerKind Kind) place, ModelShape shape) =>
        BottleneckNames.Parts(BottleneckNames.Of(place, MosaConfig.MethodName), config.BottleneckSize, shape.HiddenSize);

    private MosaExtension Create(MosaConfig config, (int Layer, SublayerKind Kind) place, ModuleContext context)
    {
        var parts = Parts(config, place, context.Shape);
        var key = BottleneckNames.KeyOf(place, Name, context);
        NamedTensor[] parameters =
            [context.Kaiming(parts[0], key.For("down")), context.Zeros(parts[1]), context.Zeros(parts[2]), context.Zeros(parts[3])];
        var engine = context.Model.Engine;

        return new(
            parameters,
            config.Shared == MosaShare.Down ? null : new(parameters[0], config.Experts, key.For("experts down"), engine),
            config.Shared == MosaShare.Up ? null : new(parameters[2], config.Experts, key.For("experts up"), engine),
            config);
    }
}
