using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Dept;

/// <summary>DePT, described in <see cref="DeptConfig"/>.</summary>
internal sealed class DeptMethod : InputMethod<DeptConfig>
{
    private const double Bound = 0.5;

    public override string Name => DeptConfig.MethodName;

    public override string Title => "DePT";

    public override string Paper => "Shi and Lipani, DePT: Decomposed Prompt Tuning for Parameter-Efficient Fine-tuning, ICLR 2024";

    public override string Formula => "layers([P; embeddings + A B]), with A B added to the first s positions of the text";

    public override string ParameterFormula => "L C + r (s + C), once for the model";

    protected override ImmutableArray<ConfigField<DeptConfig>> Settings { get; } =
    [
        Length,
        Setting.Count(
            "rank",
            "The rank of the change of the embeddings.",
            (DeptConfig config) => config.Rank,
            (config, rank) => config with { Rank = rank }),
        Setting.Count(
            "positions",
            "The positions of the text that are changed.",
            (DeptConfig config) => config.Positions,
            (config, positions) => config with { Positions = positions }),
    ];

    /// <summary>P, [L, C], A, [s, r], and B as its columns, [C, r].</summary>
    public override TensorPart[] Parts(DeptConfig config, ModelShape shape) =>
    [
        new($"layers.0.{Name}.prompt", new(config.PromptLength, shape.HiddenSize)),
        new($"layers.0.{Name}.a", new(config.Positions, config.Rank)),
        new($"layers.0.{Name}.b", new(shape.HiddenSize, config.Rank)),
    ];

    protected override NamedTensor[] Start(DeptConfig config, ModuleContext context)
    {
        var (parts, key) = (Parts(config, context.Shape), context.KeyOf(0, Name));

        return
        [
            context.Parameter(parts[0], WeightInitialization.Uniform(parts[0].Shape.Count, Bound, key.For("prompt"))),
            context.Kaiming(parts[1], key.For("a")),
            context.Zeros(parts[2]),
        ];
    }

    protected override IInputExtension Extension(DeptConfig config, NamedTensor[] parameters, ModuleContext context) =>
        new DeptExtension(parameters, context.Model.Engine);

    protected override ModuleWork Work(DeptConfig config, CostContext context) => new(
        2.0 * context.Batch.Tokens * config.Rank * context.Shape.HiddenSize,
        (double)context.Batch.Tokens * (config.Rank + (2 * context.Shape.HiddenSize)));
}
