using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>The serial adapter, described in <see cref="SerialAdapterConfig"/>.</summary>
public sealed class SerialAdapterMethod : TypedPeftMethod<SerialAdapterConfig>
{
    private const string BottleneckSize = "bottleneck_size";
    private const string Scale = "scale";
    private const string Activation = "activation";

    /// <inheritdoc/>
    public override string Name => SerialAdapterConfig.MethodName;

    /// <inheritdoc/>
    public override string Title => "Serial adapter";

    /// <inheritdoc/>
    public override string Paper =>
        "Houlsby et al., Parameter-Efficient Transfer Learning for NLP, ICML 2019; Pfeiffer et al., AdapterFusion, EACL 2021";

    /// <inheritdoc/>
    public override string Formula =>
        "h + scale * up(f(down(norm(h + x)))) in place of h, the output of the feed-forward block before its sum with x";

    /// <inheritdoc/>
    public override string ParameterFormula => "2 C D + C + D for each layer, counted 2 C D";

    /// <inheritdoc/>
    public override AdapterHubMapping AdapterHub { get; } = new SerialAdapterHub();

    /// <inheritdoc/>
    public override bool Mergeable => false;

    /// <inheritdoc/>
    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(BottleneckSize, "The width of the bottleneck."),
        CommonFields.PositiveNumber(Scale, 1, "The factor on what the bottleneck adds."),
        CommonFields.Activation(Activation),
    ];

    /// <inheritdoc/>
    protected override MethodConfig Create(MethodSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        return new SerialAdapterConfig
        {
            BottleneckSize = settings.WholeNumber(BottleneckSize),
            Scale = settings.Number(Scale),
            Activation = BottleneckActivationNames.Parse(settings.Text(Activation)),
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(SerialAdapterConfig config)
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
        SerialAdapterConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        layers.SelectMany(layer => BottleneckNames.Parts(layer, Name, config.BottleneckSize, shape.HiddenSize));

    /// <inheritdoc/>
    protected override PeftModule Build(SerialAdapterConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new SerialAdapterModule(config, layers, context);

    /// <summary>Parameters of a layer: <c>2CD + D + C</c>, counted <c>2CD</c> as in AutoPEFT.</summary>
    protected override MethodCost Cost(SerialAdapterConfig config, ImmutableArray<int> layers, CostContext context)
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
            // h + x, norm; down, activation; up, scaled, added
            Activations = layers.Length * context.Batch.Tokens * ((2 * size) + (5.0 * hidden)),
        };
    }
}
