using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>The parallel adapter, described in <see cref="ParallelAdapterConfig"/>.</summary>
public sealed class ParallelAdapterMethod : TypedPeftMethod<ParallelAdapterConfig>
{
    private const string BottleneckSize = "bottleneck_size";
    private const string Scale = "scale";
    private const string Activation = "activation";

    /// <inheritdoc/>
    public override string Name => ParallelAdapterConfig.MethodName;

    /// <inheritdoc/>
    public override string Title => "Parallel adapter";

    /// <inheritdoc/>
    public override string Paper =>
        "He et al., Towards a Unified View of Parameter-Efficient Transfer Learning, ICLR 2022";

    /// <inheritdoc/>
    public override string Formula =>
        "h + scale * up(f(down(x))) in place of h, the output of the feed-forward block before its sum with x";

    /// <inheritdoc/>
    public override string ParameterFormula => "2 C D + C + D for each layer, counted 2 C D";

    /// <inheritdoc/>
    public override AdapterHubMapping AdapterHub { get; } = new ParallelAdapterHub();

    /// <inheritdoc/>
    public override bool Mergeable => false;

    /// <inheritdoc/>
    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(BottleneckSize, "The width of the bottleneck."),
        CommonFields.PositiveNumber(Scale, 4, "The factor on what the bottleneck adds."),
        CommonFields.Activation(Activation),
    ];

    /// <inheritdoc/>
    protected override MethodConfig Create(MethodSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        return new ParallelAdapterConfig
        {
            BottleneckSize = settings.WholeNumber(BottleneckSize),
            Scale = settings.Number(Scale),
            Activation = BottleneckActivationNames.Parse(settings.Text(Activation)),
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(ParallelAdapterConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);

        return
        [
            new(BottleneckSize, config.BottleneckSize),
            new(Scale, config.Scale),
            new(Activation, BottleneckActivationNames.Of(config.Activation)),
        ];
    }

    /// <inheritdoc/>
    protected override IEnumerable<TensorPart> SavedTensors(
        ParallelAdapterConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        layers.SelectMany(layer => BottleneckNames.Parts(layer, Name, config.BottleneckSize, shape.HiddenSize));

    /// <inheritdoc/>
    protected override PeftModule Build(ParallelAdapterConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new ParallelAdapterModule(config, layers, context);

    /// <summary>Parameters of a layer: <c>2CD + D + C</c>, counted <c>2CD</c> as in AutoPEFT.</summary>
    protected override MethodCost Cost(ParallelAdapterConfig config, ImmutableArray<int> layers, CostContext context)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(context);

        long hidden = context.Shape.HiddenSize;
        long size = config.BottleneckSize;
        var weights = layers.Length * 2 * hidden * size;
        var parameters = weights + (layers.Length * (hidden + size));

        return new()
        {
            Trainable = parameters,
            Counted = weights,
            Saved = parameters,
            ForwardFlops = 2.0 * context.Batch.Tokens * weights,
            InferenceFlops = 2.0 * context.Batch.Tokens * weights,
            // down, activation; up, scaled, added
            Activations = layers.Length * context.Batch.Tokens * ((2 * size) + (3.0 * hidden)),
        };
    }
}
