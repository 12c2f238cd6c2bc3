using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>What a task gains from modules in each layer: the weights of a <see cref="PeftProblem"/>.</summary>
/// <param name="Serial">[layers].</param>
/// <param name="Parallel">[layers].</param>
/// <param name="Prefix">[layers].</param>
/// <param name="Harm">[layers].</param>
/// <param name="Width">The hidden size of the model.</param>
internal sealed record PeftTask(
    ImmutableArray<double> Serial, ImmutableArray<double> Parallel, ImmutableArray<double> Prefix, ImmutableArray<double> Harm, int Width)
{
    /// <summary>The task of the published problem.</summary>
    public static PeftTask Standard { get; } = new(
        [0.02, -0.05, 0.04, 0.03, 0.38, 0.05, 0.06, 0.62, 0.08, 0.95, 0.41, 0.10],
        [-0.04, 0.03, 0.02, 0.30, 0.06, 0.04, 0.52, 0.09, 0.88, 0.36, 0.12, 0.70],
        [0.10, 0.02, -0.03, 0.05, 0.03, 0.22, 0.04, 0.02, 0.15, 0.06, 0.33, 0.28],
        [6, 4, 3, 1, 0, 0, 1, 0, 0, 0, 0, 2],
        768);

    /// <summary>The number of layers.</summary>
    public int Layers => Serial.Length;

    /// <summary>A task to which the same layers matter, each more or less by a factor of about 1.5, and a little at random.</summary>
    public PeftTask Related(RandomKey key) => new(
        Vary(Serial, key.For("serial")), Vary(Parallel, key.For("parallel")), Vary(Prefix, key.For("prefix")), Vary(Harm, key.For("harm")), Width);

    /// <summary>A task to which other layers matter: all weights change places.</summary>
    public PeftTask Unrelated(RandomKey key) => new(
        Shuffle(Prefix, key.For("serial")), Shuffle(Serial, key.For("parallel")), Shuffle(Parallel, key.For("prefix")), Shuffle(Harm, key.For("harm")), Width);

    /// <summary>The same task for a model with twice the layers and a third more width: what a layer gave, two give together.</summary>
    public PeftTask Deeper() => new(Halve(Serial), Halve(Parallel), Halve(Prefix), Halve(Harm), Width * 4 / 3);

    private static ImmutableArray<double> Vary(ImmutableArray<double> weights, RandomKey key) =>
        [.. weights.Select((weight, i) => (weight * Math.Exp(0.4 * key.Normal(i))) + (0.03 * key.Normal(weights.Length + i)))];

    private static ImmutableArray<double> Shuffle(ImmutableArray<double> weights, RandomKey key) => [.. key.Permutation(weights.Length).Select(i => weights[i])];

    private static ImmutableArray<double> Halve(ImmutableArray<double> weights) => [.. weights.SelectMany(weight => new[] { weight / 2, weight / 2 })];
}
