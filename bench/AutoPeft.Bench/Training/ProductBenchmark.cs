using System.Diagnostics;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Bench.Training;

/// <summary>Times matrix products on one thread, ours and a BLAS library's by turns in one process.</summary>
/// <param name="blas">The library; null where there is none.</param>
/// <param name="rounds">How often each is timed.</param>
internal sealed class ProductBenchmark(SystemBlas? blas, int rounds)
{
    private const double LeastOperations = 2e9; // in one timing: the processor's clock counts in steps

    /// <summary>Times one size.</summary>
    public ProductFigure Run((int Rows, int Columns, int Depth) size)
    {
        using var engine = new ManagedEngine(new ManagedEngineOptions(Threads: 1));
        var (left, right) = (Numbers(size.Rows * size.Depth, 1), Numbers(size.Depth * size.Columns, 2));
        using var a = engine.Constant(left, new(size.Rows, size.Depth));
        using var b = engine.Constant(right, new(size.Depth, size.Columns));
        using var weight = engine.Constant(right, new(size.Columns, size.Depth)); // as a linear module has it
        var result = new float[size.Rows * size.Columns];
        var (ours, frozen, theirs) = (0.0, 0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            ours = Math.Max(ours, Rate(size, () => Discard(engine, () => a.MatrixProduct(b))));
            frozen = Math.Max(frozen, Rate(size, () => Discard(engine, () => a.Linear(weight))));
            theirs = blas is null ? 0 : Math.Max(theirs, Rate(size, () => blas.Multiply(left, right, result, size)));
        }

        return new(size.Rows, size.Columns, size.Depth, Math.Round(ours, 1), Math.Round(frozen, 1), Math.Round(theirs, 1));
    }

    private static float[] Numbers(int count, long seed)
    {
        var key = RandomKey.FromSeed(seed);

        return [.. Enumerable.Range(0, count).Select(i => (float)key.Uniform(i))];
    }

    private static void Discard(ManagedEngine engine, Func<Tensor> product)
    {
        using var scope = engine.StepScope();
        using var constant = engine.NoGradient();
        product();
    }

    private static double Rate((int Rows, int Columns, int Depth) size, Action product)
    {
        var operations = 2.0 * size.Rows * size.Columns * size.Depth;
        var times = (int)Math.Ceiling(LeastOperations / operations);
        product();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < times; i++)
        {
            product();
        }

        process.Refresh();

        return operations * times / (process.TotalProcessorTime - before).TotalSeconds / 1e9;
    }
}
