using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Compacter;

/// <summary>Compacter, described in <see cref="CompacterConfig"/>.</summary>
internal sealed class CompacterMethod : TypedPeftMethod<CompacterConfig>
{
    // The paper's code and AdapterHub start the rules from this deviation.
    private const double RuleDeviation = 0.0001;

    public override string Name => CompacterConfig.MethodName;

    public override string Title => "Compacter";

    public override string Paper => "Karimi Mahabadi et al., Compacter: Efficient Low-Rank Hypercomplex Adapter Layers, NeurIPS 2021";

    public override string Formula =>
        "h + scale * up(f(down(norm(h + x)))), or of h alone, in place of h, with weights sum_i A_i kron (s_i t_i), the A_i shared by all layers";

    public override string ParameterFormula => "n^3 once, and 2 k (C + D) + C + D for each block that has one, with rank k";

    public override AdapterHubMapping AdapterHub { get; } = new CompacterAdapterHub();

    public override bool Mergeable => false;

    internal override bool ComesBehindAttention(MethodConfig config, ModelShape shape) => true;

    internal override bool ComesAtTheEnd(MethodConfig config) =>
        config is BottleneckConfig { Placement: BottleneckPlacement.FeedForward };

    protected override ImmutableArray<ConfigField<CompacterConfig>> Settings { get; } =
    [
        .. BottleneckSettings.OfSerial<CompacterConfig>(),
        Setting.Count(
            "phm_dimension",
            "The Kronecker products of a weight and the side of a rule; divides the model's width and bottleneck_size.",
            (CompacterConfig config) => config.PhmDimension,
            (config, dimension) => config with { PhmDimension = dimension }),
        Setting.Count(
            "phm_rank",
            "The rank of the larger Kronecker factors.",
            (CompacterConfig config) => config.PhmRank,
            (config, rank) => config with { PhmRank = rank }),
    ];

    protected override IEnumerable<TensorPart> SavedTensors(CompacterConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        [CompacterParts.Rule(config, layers[0]), .. config.Places(layers).SelectMany(place => CompacterParts.Of(config, place, shape))];

    protected override PeftModule Build(CompacterConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        var part = CompacterParts.Rule(config, layers[0]);
        var rule = context.Parameter(
            part, WeightInitialization.Normal(part.Shape.Count, RuleDeviation, context.KeyOf(layers[0], Name).For("rule")));

        return new BottleneckModule(
            [.. config.Places(layers)
                .Select(place => (place.Layer, place.Kind, (Bottleneck)Create(config, place, rule, context)))],
            bottleneck => new SerialAdapterExtension(bottleneck, config.Input))
        {
            Shared = [rule],
        };
    }

    /// <summary>Parameters: <c>n³</c> once, <c>2k(C + D) + C + D</c> for each block that has one.</summary>
    protected override MethodCost Cost(CompacterConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var parameters = SavedTensors(config, layers, context.Shape).Sum(part => (long)part.Shape.Count);
        double full = 2.0 * context.Shape.HiddenSize * config.BottleneckSize; // both weights of a layer
        var (tokens, bottleneck, hidden) = (context.Batch.Tokens, config.BottleneckSize, context.Shape.HiddenSize);
        var products = 2 * full * tokens;
        var bottlenecks = layers.Length * config.Blocks.Length;
        var state = config.Input == SerialInput.Normalized ? 5.0 : 3.0; // h + x, norm; up, scaled, added

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = parameters,
            ForwardFlops = bottlenecks * (products + (2 * full * (config.PhmDimension + ((double)config.PhmRank / config.PhmDimension)))),
            InferenceFlops = bottlenecks * products, // the weights put together once
            // down, activation; what is C wide; a product and its part of the sum for each rule, in order
            Activations = bottlenecks * ((tokens * ((2.0 * bottleneck) + (state * hidden))) + (full * ((2 * config.PhmDimension) + 1))),
        };
    }

    private CompacterBottleneck Create(
        CompacterConfig config, (int Layer, SublayerKind Kind) place, NamedTensor rule, ModuleContext context)
    {
        var key = BottleneckNames.KeyOf(place, Name, context);
        var parameters = CompacterParts.Of(config, place, context.Shape)
            .Select(part => part.Shape.Rank == 1 ? context.Zeros(part) : context.Parameter(part, Glorot(part, key.For(part.Name))));

        return new(rule, [.. parameters], config, context.Shape.HiddenSize);
    }

    // Glorot and Bengio 2010, Eq. 16, for each of the n matrices: uniform in ±√(6 / (rows + columns)).
    private static float[] Glorot(TensorPart part, RandomKey key) =>
        WeightInitialization.Uniform(part.Shape.Count, Math.Sqrt(6.0 / (part.Shape[1] + part.Shape[2])), key);
}
