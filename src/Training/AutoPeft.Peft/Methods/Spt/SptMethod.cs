using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Spt;

/// <summary>SPT, described in <see cref="SptConfig"/>.</summary>
internal sealed class SptMethod : TypedPeftMethod<SptConfig>
{
    public override string Name => SptConfig.MethodName;

    public override string Title => "SPT";

    public override string Paper => "He et al., Sensitivity-Aware Visual Parameter-Efficient Fine-Tuning, ICCV 2023";

    public override string Formula =>
        "(W + D) x + b, with D zero but for the elements with the largest squared gradients of all targets; (alpha / rank) B A in place of D where they are many";

    public override string ParameterFormula => "k for each target in the mean; exported: at most 2 k, with the places";

    public override bool Mergeable => true;

    protected override ImmutableArray<ConfigField<SptConfig>> Settings { get; } =
    [
        Setting.Size(
            "count",
            "How many numbers are trained for each target in the mean.",
            (SptConfig config) => config.Count,
            (config, count) => config with { Count = count }),
        Setting.Targets<SptConfig>(),
        Setting.CountOrNone(
            "rank",
            "The rank of updates where many elements are sensitive; 0 for elements alone.",
            (SptConfig config) => config.Rank,
            (config, rank) => config with { Rank = rank }),
        Setting.Positive(
            "alpha",
            "The numerator of the updates' scale alpha / rank.",
            (SptConfig config) => config.Alpha,
            (config, alpha) => config with { Alpha = alpha }),
    ];

    protected override IEnumerable<TensorPart> SavedTensors(SptConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        throw new ArgumentException($"{Name} is exported as what it found.", nameof(config));

    protected override PeftModule Build(SptConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new SptModule(config, [.. config.Modules(layers, context.Shape)], context);

    /// <summary>Every target costs what its elements spread out cost; the first batch also holds the gradients of whole weights, as in LoRA-SB.</summary>
    protected override MethodCost Cost(SptConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var (modules, tokens) = (config.Modules(layers, context.Shape).ToArray(), (double)context.Batch.Tokens);
        long trained = (long)config.Count * modules.Length;
        var weights = modules.Sum(module => (double)module.InputSize * module.OutputSize);
        var outputs = 2 * tokens * modules.Sum(module => (double)module.OutputSize);
        var inputs = tokens * modules.Sum(module => (double)module.InputSize);
        var spread = (2 * weights) + outputs;

        return new()
        {
            Trainable = trained,
            Counted = trained,
            Saved = 2 * trained,
            ForwardFlops = 2 * tokens * weights,
            InferenceFlops = 0,
            Activations = spread + (2 * weights) + outputs,
            Kept = (spread / 4) + (2 * weights) + inputs,
        };
    }
}
