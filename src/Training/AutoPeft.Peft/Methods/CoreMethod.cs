using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods;

/// <summary>A method that trains a small core between two frozen factors that are made of the weight itself: <c>W + Scale · B · M · A</c>.</summary>
/// <remarks>M is square, or only its diagonal is trained. It starts at zero, so fresh modules leave the model unchanged. Exported as LoRA.</remarks>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class CoreMethod<TConfig> : LowRankMethod<TConfig>
    where TConfig : CoreConfig, new()
{
    /// <summary>Whether only the diagonal of M is trained.</summary>
    protected abstract bool IsDiagonal { get; }

    public override string ParameterFormula => $"{(IsDiagonal ? "r" : "r^2")} for each target; exported: r (in + out)";

    /// <summary>M, [r, r], or its diagonal, [r].</summary>
    public override TensorPart[] Parts(TConfig config, ModuleShape module) =>
        [new(TargetOf(module) + ".core", IsDiagonal ? new(config.Rank) : new(config.Rank, config.Rank))];

    /// <summary>A, [r, in], and B as its columns, [r, out].</summary>
    protected abstract (DenseMatrix A, DenseMatrix Columns) Factors(DenseMatrix weight, TConfig config, RandomKey key);

    protected override TargetExtension Extend(TConfig config, ModuleShape module, ModuleContext context)
    {
        var (a, columns) = Factors(context.WeightOf(module), config, context.KeyOf(module, Name));
        var engine = context.Model.Engine;

        return new CoreExtension(
            context.Zeros(Parts(config, module)[0]),
            (engine.Constant(a.ToFloats(), new(config.Rank, module.InputSize)),
                engine.Constant(columns.Transposed().ToFloats(), new(module.OutputSize, config.Rank))),
            module,
            config.Scale);
    }

    protected override ModuleWork Work(TConfig config, ModuleShape module, long tokens) => new(
        2.0 * tokens * config.Rank * (module.InputSize + module.OutputSize + (IsDiagonal ? 0 : config.Rank)),
        (double)tokens * ((3 * config.Rank) + (2 * module.OutputSize)));
}
