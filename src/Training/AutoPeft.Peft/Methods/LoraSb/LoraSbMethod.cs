using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;

namespace AutoPeft.Peft.Methods.LoraSb;

/// <summary>LoRA-SB, described in <see cref="LoraSbConfig"/>.</summary>
internal sealed class LoraSbMethod : LowRankMethod<LoraSbConfig>
{
    public override string Name => LoraSbConfig.MethodName;

    public override string Title => "LoRA-SB";

    public override string Paper =>
        "Ponkshe et al., Initialization using Update Approximation is a Silver Bullet for Extremely Efficient Low-Rank Fine-Tuning, 2024";

    public override string Formula => "W x + b + B R A x, with -lr sign(dL/dW) = B S A truncated and frozen, and R from S";

    public override string ParameterFormula => "r^2 for each target; exported: r (in + out)";

    protected override ImmutableArray<ConfigField<LoraSbConfig>> Settings { get; } =
        [Rank("The side of the trained matrix."), Setting.Targets<LoraSbConfig>()];

    /// <summary>R, [r, r].</summary>
    public override TensorPart[] Parts(LoraSbConfig config, ModuleShape module) => [new(TargetOf(module) + ".core", new(config.Rank, config.Rank))];

    protected override TargetExtension Extend(LoraSbConfig config, ModuleShape module, ModuleContext context)
    {
        var svd = TruncatedSvd.Of(context.WeightOf(module), config.Rank, context.KeyOf(module, Name));
        var (engine, target) = (context.Model.Engine, TargetOf(module));
        NamedTensor[] state =
        [
            new(target + ".a", engine.Constant(svd.Right.ToFloats(), new(config.Rank, module.InputSize))),
            new(target + ".b", engine.Constant(svd.Left.Transposed().ToFloats(), new(module.OutputSize, config.Rank))),
            new(target + ".started", engine.Constant([0], new(1))),
        ];

        return new LoraSbExtension(context.Zeros(Parts(config, module)[0]), state, module, engine);
    }

    protected override ModuleWork Work(LoraSbConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize + config.Rank),
        (double)tokens * ((3 * config.Rank) + (2 * module.OutputSize)));

    /// <summary>The first batch holds the gradients of whole weights, what they are taken of, and the inputs that they need.</summary>
    protected override MethodCost Cost(LoraSbConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var (modules, tokens) = (config.Modules(layers, context.Shape).ToArray(), context.Batch.Tokens);
        var weights = modules.Sum(module => 2.0 * module.InputSize * module.OutputSize);
        var inputs = modules.Sum(module => (double)tokens * module.InputSize);
        var outputs = modules.Sum(module => 2.0 * tokens * module.OutputSize); // of the change, and added
        var cost = base.Cost(config, layers, context);

        return cost with { Activations = cost.Activations + weights + outputs, Kept = cost.Kept + weights + inputs };
    }
}
