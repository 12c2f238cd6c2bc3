using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>Vector-based random matrix adaptation, described in <see cref="VeraConfig"/>.</summary>
internal sealed class VeraMethod : TypedPeftMethod<VeraConfig>
{
    private const string Rank = "rank";
    private const string InitialScale = "initial_scale";
    private const string Targets = "targets";

    public override string Name => VeraConfig.MethodName;

    public override string Title => "VeRA";

    public override string Paper => "Kopiczko et al., VeRA: Vector-based Random Matrix Adaptation, ICLR 2024";

    public override string Formula => "W x + b + lb * (B (ld * (A x))), with A and B frozen and shared";

    public override string ParameterFormula => "r + out for each target; saved: also r (largest in + largest out) once";

    public override HuggingFaceMapping HuggingFace { get; } = new VeraHuggingFace();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rank of the shared random matrices."),
        CommonFields.PositiveNumber(InitialScale, 0.1, "What every element of the inner diagonal starts from."),
        CommonFields.Targets(Targets, ["query", "value"]),
    ];

    protected override MethodConfig Create(MethodSettings settings) => new VeraConfig
    {
        Rank = settings.WholeNumber(Rank),
        InitialScale = settings.Number(InitialScale),
        Targets = CommonFields.ReadTargets(settings, Targets),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(VeraConfig config) =>
    [
        new(Rank, config.Rank),
        new(InitialScale, config.InitialScale),
        new(Targets, CommonFields.OfTargets(config.Targets)),
    ];

    protected override IEnumerable<TensorPart> SavedTensors(
        VeraConfig config, ImmutableArray<int> layers, ModelShape shape)
    {
        var parts = new VeraParts(config, layers, shape);

        return parts.Shared.Concat(parts.Modules.SelectMany(parts.Of));
    }

    protected override PeftModule Build(VeraConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new VeraModule(new(config, layers, context.Shape), context);

    /// <summary>Trained: <c>out + r</c> for each module; saved: also the shared <c>r · in + out · r</c> once.</summary>
    protected override MethodCost Cost(VeraConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var parts = new VeraParts(config, layers, context.Shape);
        var trained = parts.Modules.Sum(module => (long)module.OutputSize + config.Rank);
        var products = parts.Modules.Sum(module => (long)config.Rank * (module.InputSize + module.OutputSize));
        var outputs = parts.Modules.Sum(module => (3L * module.OutputSize) + (2L * config.Rank));

        return new()
        {
            Trainable = trained,
            Counted = trained,
            Saved = trained + parts.Shared.Sum(part => (long)part.Shape.Count),
            ForwardFlops = 2.0 * context.Batch.Tokens * products,
            InferenceFlops = 0, // merged
            Activations = (double)context.Batch.Tokens * outputs,
        };
    }
}
