using AutoPeft.Search.Space;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>A problem over the unit cube.</summary>
/// <param name="dimensions">The number of variables, at most 99.</param>
internal abstract class ContinuousProblem(int dimensions) : BenchmarkProblem
{
    // Two digits, so that the order of the names is the order of the variables.
    private readonly string[] _names = [.. Enumerable.Range(1, dimensions).Select(index => $"x{index:00}")];

    /// <inheritdoc/>
    public sealed override SearchSpace Space =>
        field ??= new(_names.Select(name => new FloatDomain(name, 0, 1)));

    /// <inheritdoc/>
    public sealed override double[] Evaluate(Configuration configuration) =>
        Evaluate(Array.ConvertAll(_names, name => configuration[name].AsNumber));

    /// <summary>The objective values at a point: [dimensions] to [objectives].</summary>
    protected abstract double[] Evaluate(double[] x);
}
