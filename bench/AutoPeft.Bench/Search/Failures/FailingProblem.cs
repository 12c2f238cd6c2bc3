using System.Collections.Immutable;
using AutoPeft.Bench.Search.Problems;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Bench.Search.Failures;

/// <summary>A problem on part of whose space trials fail, and where the best values would be.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Space">What may be tried.</param>
/// <param name="Evaluate">The losses: [objectives].</param>
/// <param name="Fails">Whether a trial fails; the key is that of the trial.</param>
/// <param name="Ideal">The least loss where trials succeed, or the dominated hypervolume of several losses.</param>
internal sealed record FailingProblem(
    string Name, SearchSpace Space, Func<Configuration, double[]> Evaluate, Func<Configuration, RandomKey, bool> Fails, double Ideal)
{
    private static readonly SearchSpace Square = new([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);
    private static readonly SearchSpace Cube = new([.. Square.Domains, new FloatDomain("z", 0, 1)]);

    private static readonly SearchSpace Six = new(Enumerable.Range(1, 6).Select(number => new FloatDomain($"x{number}", 0, 1)));
    private static readonly PeftProblem Peft = new(0);

    // Hartmann's function in six dimensions (Dixon and Szegő 1978): weights of the four wells, their widths and 10,000 times their places.
    private static readonly double[] Depths = [1, 1.2, 3, 3.2];
    private static readonly double[][] Widths = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
    private static readonly double[][] Wells =
        [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]];

    /// <summary>All problems.</summary>
    public static ImmutableArray<FailingProblem> All { get; } =
    [
        new("edge", Square, Bowl(0.3, 0.5), (at, _) => X(at) < 0.6, 0.09),
        new("edge-3", Cube, at => [Square2(X(at) - 0.3) + Square2(Y(at) - 0.5) + Square2(Z(at) - 0.7)], (at, _) => X(at) < 0.6, 0.09),
        new("slope", Square, Bowl(0.3, 0.3), (at, _) => X(at) + (1.5 * Y(at)) < 1.2, 0.45 * 0.45 / 3.25),
        new("corner", Square, Bowl(0.8, 0.8), (at, _) => X(at) > 0.5 && Y(at) > 0.5, 0.09),
        new("island", Square, Bowl(0.5, 0.5), (at, _) => Square2(X(at) - 0.5) + Square2(Y(at) - 0.5) < 0.04, 0.04),
        new("category", WithKinds(), at => [Bowl(0.3, 0.6)(at)[0] + (at["kind"].AsText == "b" ? 0 : 0.3)], (at, _) => at["kind"].AsText == "b", 0.3),
        new("memory", WithSizes(), at => [Needs(at)], (at, _) => Cells(at) > 4096, 0.25),
        new("two-edge", Cube, Two, (at, _) => X(at) < 0.6, 0.784133),
        new("chance", Square, Wavy, (_, trial) => trial.Uniform(0) < 0.3, -0.25),
        new("two-chance", Cube, Two, (_, trial) => trial.Uniform(0) < 0.3, 1.043333),
        new("rare-chance", Square, Wavy, (_, trial) => trial.Uniform(0) < 0.05, -0.25),
        new("often-chance", Square, Wavy, (_, trial) => trial.Uniform(0) < 0.4, -0.25),
        new("hartmann-chance", Six, Hartmann, (_, trial) => trial.Uniform(0) < 0.2, -3.322368),
        new("two-peft", Peft.Space, Peft.Evaluate, (at, trial) => at["serial"].AsNumber > 200 || trial.Uniform(0) < 0.1, Peft.IdealHypervolume) { Reference = Peft.ReferencePoint },
        new("edge-chance", Square, Bowl(0.3, 0.5), (at, trial) => X(at) < 0.6 || trial.Uniform(0) < 0.15, 0.09),
    ];

    /// <summary>The worst of several losses that count. Default 1.1 each of two.</summary>
    public ImmutableArray<double> Reference { get; init; } = [1.1, 1.1];

    /// <summary>The objectives, all minimised.</summary>
    public ImmutableArray<Objective> Objectives => Name.StartsWith("two", StringComparison.Ordinal)
        ? [new("first", Direction.Minimize), new("second", Direction.Minimize)]
        : [new("loss", Direction.Minimize)];

    /// <summary>How far the losses found are from the ideal: of one loss the excess, of several the missing part of the hypervolume.</summary>
    public double Miss(IReadOnlyList<double[]> losses) => losses.Count == 0 ? double.PositiveInfinity
        : Objectives.Length == 1 ? losses.Min(loss => loss[0]) - Ideal
        : 1 - (Hypervolume.Of([.. losses], Reference.AsSpan()) / Ideal);

    private static Func<Configuration, double[]> Bowl(double x, double y) => at => [Square2(X(at) - x) + Square2(Y(at) - y)];

    // One global minimum, some local ones.
    private static double[] Wavy(Configuration at) =>
        [Square2(X(at) - 0.6) + Square2(Y(at) - 0.35) - (0.125 * Math.Cos(12 * (X(at) - 0.6))) - (0.125 * Math.Cos(12 * (Y(at) - 0.35)))];

    private static double[] Hartmann(Configuration at) => [-Enumerable.Range(0, 4).Sum(well =>
        Depths[well] * Math.Exp(-Enumerable.Range(0, 6).Sum(i => Widths[well][i] * Square2(at[$"x{i + 1}"].AsNumber - (Wells[well][i] * 1e-4)))))];

    private static double[] Two(Configuration at) =>
        [Square2(X(at)) + Square2(Y(at) - 0.5), Square2(X(at) - 1) + Square2(Z(at) - 0.5)];

    private static SearchSpace WithKinds() => new([.. Square.Domains, new CategoricalDomain("kind", ["a", "b", "c", "d"])]);

    private static SearchSpace WithSizes() => new(
    [
        new OrdinalDomain("rank", [1, 2, 4, 8, 16, 32, 64, 128, 256]),
        new OrdinalDomain("batch", [4, 8, 16, 32, 64, 128]),
        new FloatDomain("rate", 1e-5, 1e-2, Scale.Log),
    ]);

    private static double Cells(Configuration at) => at["rank"].AsNumber * at["batch"].AsNumber * 4;

    // Larger is better; 2^10 cells fit, the best of which are rank 64 with batch 16.
    private static double Needs(Configuration at) =>
        (16 / at["rank"].AsNumber) + (0.125 * 16 / at["batch"].AsNumber) - 0.125 + (0.1 * Square2(Math.Log10(at["rate"].AsNumber) + 3.5));

    private static double X(Configuration at) => at["x"].AsNumber;

    private static double Y(Configuration at) => at["y"].AsNumber;

    private static double Z(Configuration at) => at["z"].AsNumber;

    private static double Square2(double value) => value * value;
}
