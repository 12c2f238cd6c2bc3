using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>DyLoRA, described in <see cref="DyloraConfig"/>.</summary>
internal sealed class DyloraMethod : TargetedMethod<DyloraConfig>
{
    private const string Rank = "rank";
    private const string Alpha = "alpha";
    private const string UsedRank = "used_rank";

    public override string Name => DyloraConfig.MethodName;

    public override string Title => "DyLoRA";

    public override string Paper =>
        "Valipour et al., DyLoRA: Parameter-Efficient Tuning using Dynamic Search-Free Low-Rank Adaptation, EACL 2023";

    public override string Formula => "W x + b + (alpha / b) B[:, :b] A[:b] x, with b drawn anew in every training step";

    public override string ParameterFormula => "r (in + out) for each target; exported: used_rank (in + out)";

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The largest rank."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / b."),
        CommonFields.Targets(Targets, ["query", "value"]),
        new()
        {
            Name = UsedRank,
            Kind = MethodFieldKind.WholeNumber,
            Summary = "The rank that is measured and exported; 0 for rank.",
            Range = new(0),
            Default = 0,
        },
    ];

    public override TensorPart[] Parts(DyloraConfig config, ModuleShape module)
    {
        var target = TargetNames.Of(module, Name);

        return
        [
            new(target + ".a", new(config.Rank, module.InputSize)),
            new(target + ".b", new(module.OutputSize, config.Rank)),
        ];
    }

    protected override MethodConfig Create(MethodSettings settings) => new DyloraConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
        UsedRank = settings.WholeNumber(UsedRank),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(DyloraConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
        new(UsedRank, config.UsedRank),
    ];

    protected override TargetExtension Extend(DyloraConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var key = context.KeyOf(module.Layer, Name).For((int)module.Kind);
        var a = WeightInitialization.KaimingUniform(parts[0].Shape.Count, module.InputSize, key);

        return new DyloraExtension(context.Parameter(parts[0], a), context.Zeros(parts[1]), (config, module), context.Model.Engine);
    }

    /// <summary>Parameters: <c>r · (in + out)</c>; saved: those of the used rank.</summary>
    protected override MethodCost CostOf(DyloraConfig config, ModuleShape module, long tokens)
    {
        var parameters = (long)config.Rank * (module.InputSize + module.OutputSize);

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = (long)config.EffectiveRank * (module.InputSize + module.OutputSize),
            ForwardFlops = 2.0 * tokens * parameters,
            InferenceFlops = 0, // merged
            Activations = (double)tokens * ((2 * config.Rank) + (2 * module.OutputSize)),
        };
    }
}
