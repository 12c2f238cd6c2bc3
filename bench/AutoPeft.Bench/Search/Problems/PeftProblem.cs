using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>An imitation of the AutoPEFT paper's space over BERT-base: a switch a layer and three sizes; error against parameters.</summary>
/// <param name="noise">The standard deviation of the noise on the error.</param>
internal sealed class PeftProblem(double noise) : BenchmarkProblem
{
    private static readonly double[] Sizes = [0, 1, 3, 6, 12, 24, 48, 96, 192, 384, 768];
    private static readonly double[] SerialWeights = [0.02, -0.05, 0.04, 0.03, 0.38, 0.05, 0.06, 0.62, 0.08, 0.95, 0.41, 0.10];
    private static readonly double[] ParallelWeights = [-0.04, 0.03, 0.02, 0.30, 0.06, 0.04, 0.52, 0.09, 0.88, 0.36, 0.12, 0.70];
    private static readonly double[] PrefixWeights = [0.10, 0.02, -0.03, 0.05, 0.03, 0.22, 0.04, 0.02, 0.15, 0.06, 0.33, 0.28];
    private static readonly double[] Harm = [6, 4, 3, 1, 0, 0, 1, 0, 0, 0, 0, 2];

    private readonly string[] _layers = [.. Enumerable.Range(1, 12).Select(index => $"b{index:00}")];

    /// <inheritdoc/>
    public override string Name => noise > 0 ? "peftnoisy" : "peft";

    /// <inheritdoc/>
    public override SearchSpace Space => field ??= new(
        [
            .. _layers.Select(name => new BooleanDomain(name)),
            new OrdinalDomain("serial", Sizes),
            new OrdinalDomain("parallel", Sizes),
            new OrdinalDomain("prefix", Sizes),
        ]);

    /// <inheritdoc/>
    public override ImmutableArray<Objective> Objectives { get; } =
        [new("f1", Direction.Minimize), new("f2", Direction.Minimize) { IsAnalytic = true }];

    /// <inheritdoc/>
    public override ImmutableArray<double> ReferencePoint => [0.35, 7.8];

    /// <inheritdoc/>
    public override double IdealHypervolume => 0.751071699;

    /// <inheritdoc/>
    public override double Noise => noise;

    /// <inheritdoc/>
    public override double[] Evaluate(Configuration configuration)
    {
        var b = Array.ConvertAll(_layers, name => configuration[name].IsOff ? 0.0 : 1.0);
        var (s, p, l) = (configuration["serial"].AsNumber, configuration["parallel"].AsNumber, configuration["prefix"].AsNumber);
        var (cs, cp, cl) = (s / (s + 24), p / (p + 48), l / (l + 12));
        var modules = (s > 0 ? (1537 * s) + 768 : 0) + (p > 0 ? (1537 * p) + 768 : 0) + (1536 * l);
        var f2 = Math.Log10(1538 + (b.Sum() * modules));
        var excess = Math.Max(0, f2 - 6);
        var f1 = 0.105 + (0.211 * Math.Exp(-0.9 * Benefit(b, cs, cp, cl)))
            + (0.0015 * Sum(Harm, b) * (cs + cp + cl) / 3) + (0.010 * excess * excess);

        return [f1, f2];
    }

    private static double Benefit(double[] b, double cs, double cp, double cl)
    {
        var (serial, parallel, prefix) = (Sum(SerialWeights, b), Sum(ParallelWeights, b), Sum(PrefixWeights, b));
        var pairs = (0.30 * b[8] * b[11]) + (0.25 * b[4] * b[9]) - (0.20 * b[9] * b[10]) - (0.15 * b[7] * b[8]);

        return (serial * cs) + (0.9 * parallel * cp) + (0.8 * prefix * cl) + (0.5 * pairs * (cs + cp))
            - (0.15 * serial * parallel * cs * cp) + (0.35 * parallel * prefix * cp * cl);
    }

    private static double Sum(double[] weights, double[] switches) => weights.Zip(switches, (weight, on) => weight * on).Sum();
}
