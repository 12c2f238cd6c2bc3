using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Transfer;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>An imitation of the AutoPEFT paper's space over BERT-base: a switch a layer and three sizes; error against parameters.</summary>
/// <param name="noise">The standard deviation of the noise on the error.</param>
/// <param name="task">The weights; null: those of the published problem.</param>
internal sealed class PeftProblem(double noise, PeftTask? task = null) : BenchmarkProblem
{
    private static readonly double[] Sizes = [0, 1, 3, 6, 12, 24, 48, 96, 192, 384, 768];
    private static readonly string[] Kinds = ["serial", "parallel", "prefix"];
    private static readonly double[] Wider = [0, 1, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    private readonly PeftTask _task = task ?? PeftTask.Standard;
    private readonly string[] _layers = [.. Enumerable.Range(1, (task ?? PeftTask.Standard).Layers).Select(index => $"b{index:00}")];

    /// <inheritdoc/>
    public override string Name => noise > 0 ? "peftnoisy" : "peft";

    /// <inheritdoc/>
    public override SearchSpace Space => field ??= new(
        [
            .. _layers.Select(name => new BooleanDomain(name)),
            new OrdinalDomain("serial", Levels),
            new OrdinalDomain("parallel", Levels),
            new OrdinalDomain("prefix", Levels),
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
        var (width, unit) = (_task.Width, _task.Width / 768.0);
        var (cs, cp, cl) = (s / (s + (24 * unit)), p / (p + (48 * unit)), l / (l + (12 * unit)));
        var modules = (s > 0 ? (((2 * width) + 1) * s) + width : 0) + (p > 0 ? (((2 * width) + 1) * p) + width : 0) + (2 * width * l);
        var f2 = Math.Log10(1538 + (b.Sum() * modules));
        var excess = Math.Max(0, f2 - 6);
        var f1 = 0.105 + (0.211 * Math.Exp(-0.9 * Benefit(b, cs, cp, cl)))
            + (0.0015 * Sum(_task.Harm, b) * (cs + cp + cl) / 3) + (0.010 * excess * excess);

        return [f1, f2];
    }

    /// <summary>Where modules are and how large, as a study of another task or model can say it too.</summary>
    public double[] Describe(Configuration configuration) => [.. Kinds.SelectMany(kind =>
        DepthProfile.Of([.. _layers.Select(layer => configuration[layer].IsOff ? 0 : configuration[kind].AsNumber)], _task.Width))];

    private double[] Levels => _task.Width == 768 ? Sizes : Wider;

    private double Benefit(double[] b, double cs, double cp, double cl)
    {
        var (serial, parallel, prefix) = (Sum(_task.Serial, b), Sum(_task.Parallel, b), Sum(_task.Prefix, b));
        double At(int layer) => b[layer * _task.Layers / 12];
        var pairs = (0.30 * At(8) * At(11)) + (0.25 * At(4) * At(9)) - (0.20 * At(9) * At(10)) - (0.15 * At(7) * At(8));

        return (serial * cs) + (0.9 * parallel * cp) + (0.8 * prefix * cl) + (0.5 * pairs * (cs + cp))
            - (0.15 * serial * parallel * cs * cp) + (0.35 * parallel * prefix * cp * cl);
    }

    private static double Sum(ImmutableArray<double> weights, double[] switches) => weights.Zip(switches, (weight, on) => weight * on).Sum();
}
