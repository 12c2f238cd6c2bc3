using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Lift;

/// <summary>LIFT, described in <see cref="LiftConfig"/>.</summary>
internal sealed class LiftMethod : TargetedMethod<LiftConfig>
{
    public override string Name => LiftConfig.MethodName;

    public override string Title => "LIFT";

    public override string Paper =>
        "Liu et al., LIFT the Veil for the Truth: Principal Weights Emerge after Rank Reduction for Reasoning-Focused Supervised Fine-Tuning, ICML 2025";

    public override string Formula => "(W + D) x + b, with D zero but for the k places where the low-rank approximation of W is largest";

    public override string ParameterFormula => "k for each target; saved: 2 k, with the places";

    protected override ImmutableArray<ConfigField<LiftConfig>> Settings { get; } =
    [
        Setting.Size(
            "count",
            "The elements of each weight that are trained.",
            (LiftConfig config) => config.Count,
            (config, count) => config with { Count = count }),
        Setting.Targets<LiftConfig>(),
        Setting.Count(
            "approximation_rank",
            "The rank of the approximation whose largest elements are chosen.",
            (LiftConfig config) => config.ApproximationRank,
            (config, rank) => config with { ApproximationRank = rank }),
    ];

    /// <summary>The values, [k].</summary>
    public override TensorPart[] Parts(LiftConfig config, ModuleShape module) => [new(TargetOf(module) + ".values", new(config.Count))];

    /// <summary>The places, [k].</summary>
    protected override TensorPart[] Kept(LiftConfig config, ModuleShape module) => [new(TargetOf(module) + ".places", new(config.Count))];

    protected override TargetExtension Extend(LiftConfig config, ModuleShape module, ModuleContext context)
    {
        var part = Kept(config, module)[0];
        var places = Principal(context.WeightOf(module), config, context.KeyOf(module, Name));
        var engine = context.Model.Engine;

        return new LiftExtension(
            context.Zeros(Parts(config, module)[0]), new(part.Name, engine.Constant(places, part.Shape)), module, engine);
    }

    // The sparse product is computed as a full one, with Δ spread out once a batch.
    protected override ModuleWork Work(LiftConfig config, ModuleShape module, long tokens)
    {
        var full = (double)module.InputSize * module.OutputSize;

        return new(2 * tokens * full, (2 * full) + (2.0 * tokens * module.OutputSize));
    }

    // The places of the largest elements of the approximation, in the order of the places; of equals the first.
    private static float[] Principal(DenseMatrix weight, LiftConfig config, RandomKey key)
    {
        var svd = TruncatedSvd.Of(weight, config.ApproximationRank, key);
        for (var i = 0; i < config.ApproximationRank; i++)
        {
            svd.Left.ScaleRow(i, svd.Values[i]);
        }

        var approximation = svd.Left.Transposed().TimesTransposed(svd.Right.Transposed()).ToFloats();

        return
        [
            .. Enumerable.Range(0, approximation.Length)
                .OrderByDescending(place => Math.Abs(approximation[place]))
                .Take(config.Count)
                .Order()
                .Select(place => (float)place),
        ];
    }
}
