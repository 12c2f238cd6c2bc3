using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>A problem whose objectives, two unless it says otherwise, are minimised, with a known ideal.</summary>
internal abstract class BenchmarkProblem
{
    /// <summary>The problem's name in tables.</summary>
    public abstract string Name { get; }

    /// <summary>What may be tried.</summary>
    public abstract SearchSpace Space { get; }

    /// <summary>The objectives; the second of some problems is known before evaluation.</summary>
    public virtual ImmutableArray<Objective> Objectives { get; } = [new("f1", Direction.Minimize), new("f2", Direction.Minimize)];

    /// <summary>The worst values that count.</summary>
    public abstract ImmutableArray<double> ReferencePoint { get; }

    /// <summary>The hypervolume of the true front.</summary>
    public abstract double IdealHypervolume { get; }

    /// <summary>The standard deviation of the noise on the first objective.</summary>
    public virtual double Noise => 0;

    /// <summary>The exact objective values of a configuration.</summary>
    public abstract double[] Evaluate(Configuration configuration);

    /// <summary>The noise of one evaluation of one seed: a standard normal number.</summary>
    public static double NoiseOf(long seed, long evaluation)
    {
        var generator = new SplitMix64(unchecked((ulong)((7777777 * (seed + 1)) + (1000 * evaluation))));
        var radius = Math.Sqrt(-2 * Math.Log(1 - generator.NextUniform()));

        return radius * Math.Cos(2 * Math.PI * generator.NextUniform());
    }

    /// <summary>The initial points of a seed, the same for every sampler.</summary>
    public IEnumerable<Configuration> InitialPoints(long seed, int count)
    {
        var generator = new SplitMix64(unchecked((ulong)((1000003 * seed) + 12345)));
        for (var i = 0; i < count; i++)
        {
            yield return Space.FromUnit([.. Space.Domains.Select(_ => generator.NextUniform())]);
        }
    }
}
