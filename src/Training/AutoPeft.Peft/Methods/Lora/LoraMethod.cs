using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Low-rank adaptation, described in <see cref="LoraConfig"/>.</summary>
public sealed class LoraMethod : TypedPeftMethod<LoraConfig>
{
    private const string Rank = "rank";
    private const string Alpha = "alpha";
    private const string Dropout = "dropout";
    private const string Targets = "targets";
    private const string RankStabilized = "rank_stabilized";

    /// <inheritdoc/>
    public override string Name => LoraConfig.MethodName;

    /// <inheritdoc/>
    public override string Title => "LoRA";

    /// <inheritdoc/>
    public override string Paper => "Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, ICLR 2022";

    /// <inheritdoc/>
    public override string Formula => "W x + b + s B A x, with s = alpha / rank, or alpha / sqrt(rank) when rank_stabilized";

    /// <inheritdoc/>
    public override HuggingFaceMapping HuggingFace { get; } = new LoraHuggingFace();

    /// <inheritdoc/>
    public override AdapterHubMapping AdapterHub { get; } = new LoraAdapterHub();

    /// <inheritdoc/>
    public override bool Mergeable => true;

    /// <inheritdoc/>
    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rank of the update."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / rank."),
        CommonFields.Dropout(Dropout, "The share of the module's inputs that training drops."),
        CommonFields.Targets(Targets, ["query", "value"]),
        CommonFields.Flag(RankStabilized, "Whether the scale is alpha / √rank (rsLoRA)."),
    ];

    /// <inheritdoc/>
    protected override MethodConfig Create(MethodSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        return new LoraConfig
        {
            Rank = settings.WholeNumber(Rank),
            Alpha = settings.Number(Alpha),
            DropoutFraction = settings.Number(Dropout),
            Targets = CommonFields.ReadTargets(settings, Targets),
            RankStabilized = settings.Flag(RankStabilized),
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(LoraConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);

        return
        [
            new(Rank, config.Rank),
            new(Alpha, config.Alpha),
            new(Dropout, config.DropoutFraction),
            new(Targets, CommonFields.OfTargets(config.Targets)),
            new(RankStabilized, config.RankStabilized),
        ];
    }

    /// <inheritdoc/>
    protected override IEnumerable<TensorPart> SavedTensors(LoraConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        layers
            .SelectMany(layer => config.Targets.Select(kind => shape.Find(layer, kind)!))
            .SelectMany(module => LoraNames.Parts(module, config.Rank));

    /// <inheritdoc/>
    protected override PeftModule Build(LoraConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new LoraModule(config, layers, context);

    /// <summary>Parameters: <c>r · (in + out)</c> for each adapted module.</summary>
    protected override MethodCost Cost(LoraConfig config, ImmutableArray<int> layers, CostContext context)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(context);

        return layers
            .SelectMany(layer => config.Targets.Select(kind => context.Module(layer, kind)))
            .Select(module => OfModule(config, module.InputSize, module.OutputSize, context.Batch.Tokens))
            .Aggregate(MethodCost.Zero, (sum, cost) => sum + cost);
    }

    private static MethodCost OfModule(LoraConfig config, long input, long output, long tokens)
    {
        var parameters = config.Rank * (input + output);
        var dropped = config.DropoutFraction > 0 ? input : 0;

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = parameters,
            ForwardFlops = 2.0 * tokens * parameters,
            InferenceFlops = 0, // merged
            Activations = (double)tokens * (dropped + (2 * config.Rank) + (2 * output)), // A x, scaled; B A x, added
        };
    }
}
