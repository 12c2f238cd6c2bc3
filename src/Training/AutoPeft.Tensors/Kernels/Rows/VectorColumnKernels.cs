using System.Runtime.CompilerServices;
using AutoPeft.Tensors.Kernels.Lanes;

namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary><see cref="ColumnKernels"/> for one register width.</summary>
/// <remarks>Rows are summed in blocks, and the blocks' sums after that, which keeps rounding errors of long columns small.</remarks>
internal sealed unsafe class VectorColumnKernels<TSimd, TVector> : ColumnKernels
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    private const int BlockRows = 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Sum(ReadOnlySpan<float> x, int width, int first, Span<float> target)
    {
        var rows = x.Length / width;
        fixed (float* start = x, sums = target)
        {
            for (var i = 0; i < target.Length; i += TSimd.Count)
            {
                var count = Math.Min(TSimd.Count, target.Length - i);
                var total = TSimd.Broadcast(0);
                for (var row = 0; row < rows; row += BlockRows)
                {
                    var block = start + ((nint)row * width) + first + i;
                    total = TSimd.Add(total, SumBlock(block, Math.Min(BlockRows, rows - row), width, count));
                }

                TSimd.StorePart(total, sums + i, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SumOfProducts(in ColumnPair pair, int width, int first, Span<float> target)
    {
        var rows = pair.X.Length / width;
        fixed (float* x = pair.X, y = pair.Y, statistics = pair.Statistics, sums = target)
        {
            for (var i = 0; i < target.Length; i += TSimd.Count)
            {
                var count = Math.Min(TSimd.Count, target.Length - i);
                var total = TSimd.Broadcast(0);
                for (var row = 0; row < rows; row += BlockRows)
                {
                    var start = ((nint)row * width) + first + i;
                    var normal = statistics is null ? null : statistics + (2 * row);
                    var block = (Math.Min(BlockRows, rows - row), width, count);
                    total = TSimd.Add(total, ProductBlock(x + start, y + start, normal, block));
                }

                TSimd.StorePart(total, sums + i, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SumBlock(float* x, int rows, int width, int count)
    {
        var sum = TSimd.Broadcast(0);
        for (var row = 0; row < rows; row++, x += width)
        {
            sum = TSimd.Add(sum, Load(x, count));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ProductBlock(float* x, float* y, float* statistics, (int Rows, int Width, int Count) block)
    {
        var sum = TSimd.Broadcast(0);
        for (var row = 0; row < block.Rows; row++, x += block.Width, y += block.Width)
        {
            var right = Load(y, block.Count);
            if (statistics is not null)
            {
                right = TSimd.Subtract(right, TSimd.Broadcast(statistics[2 * row]));
                right = TSimd.Multiply(right, TSimd.Broadcast(statistics[(2 * row) + 1]));
            }

            sum = TSimd.MultiplyAdd(Load(x, block.Count), right, sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, int count) =>
        count >= TSimd.Count ? TSimd.Load(source) : TSimd.LoadPart(source, count);
}
