using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Low-rank adaptation, described in <see cref="LoraConfig"/>.</summary>
internal sealed class LoraMethod : TargetedMethod<LoraConfig>
{
    private const string Rank = "rank";
    private const string Alpha = "alpha";
    private const string Dropout = "dropout";
    private const string RankStabilized = "rank_stabilized";
    private const string Initialization = "initialization";

    public override string Name => LoraConfig.MethodName;

    public override string Title => "LoRA";

    public override string Paper => "Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, ICLR 2022";

    public override string Formula => "W x + b + s B A x, with s = alpha / rank, or alpha / sqrt(rank) when rank_stabilized";

    public override string ParameterFormula => "r (in + out) for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new LoraHuggingFace();

    public override AdapterHubMapping AdapterHub { get; } = new LoraAdapterHub();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rank of the update."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / rank."),
        CommonFields.Dropout(Dropout, "The share of the module's inputs that training drops."),
        CommonFields.Targets(Targets, ["query", "value"]),
        CommonFields.Flag(RankStabilized, "Whether the scale is alpha / √rank (rsLoRA)."),
        new()
        {
            Name = Initialization,
            Kind = MethodFieldKind.Choice,
            Summary = "What the two matrices start from.",
            Choices = LoraInitializationNames.All,
            Default = LoraInitializationNames.Of(LoraInitialization.Kaiming),
        },
    ];

    protected override MethodConfig Create(MethodSettings settings)
    {
        return new LoraConfig
        {
            Rank = settings.WholeNumber(Rank),
            Alpha = settings.Number(Alpha),
            DropoutFraction = settings.Number(Dropout),
            Targets = CommonFields.ReadTargets(settings, Targets),
            RankStabilized = settings.Flag(RankStabilized),
            Initialization = LoraInitializationNames.Parse(settings.Text(Initialization)),
        };
    }

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(LoraConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Dropout, config.DropoutFraction),
        new(Targets, CommonFields.OfTargets(config.Targets)),
        new(RankStabilized, config.RankStabilized),
        new(Initialization, LoraInitializationNames.Of(config.Initialization)),
    ];

    public override TensorPart[] Parts(LoraConfig config, ModuleShape module) => LoraNames.Parts(module, config.Rank);

    protected override TargetExtension Extend(LoraConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var first = LoraStart.Of(config, module, context);
        var engine = context.Model.Engine;
        (Tensor, Tensor)? start = config.StartsAtZero
            ? null
            : (engine.Constant(first.A, parts[0].Shape), engine.Constant([.. first.B.Select(value => -value)], parts[1].Shape));

        return new LoraExtension(
            (context.Parameter(parts[0], first.A), context.Parameter(parts[1], first.B)), start, config, TargetNames.Of(module, Name));
    }

    /// <summary>Parameters: <c>r · (in + out)</c>; saved twice as many where the start is not zero.</summary>
    protected override MethodCost CostOf(LoraConfig config, ModuleShape module, long tokens)
    {
        var parameters = (long)config.Rank * (module.InputSize + module.OutputSize);
        var updates = config.StartsAtZero ? 1 : 2;
        var dropped = config.DropoutFraction > 0 ? module.InputSize : 0;

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = updates * parameters,
            ForwardFlops = 2.0 * tokens * updates * parameters,
            InferenceFlops = 0, // merged
            Activations = (double)tokens * (dropped + (updates * ((2 * config.Rank) + (2 * module.OutputSize)))), // A x, scaled; B A x, added
        };
    }
}
