using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Threading;

namespace AutoPeft.Tensors.Tests.Kernels.Matrices;

/// <summary>Beside <see cref="MatrixMultiplier"/>, whose bits it must give.</summary>
public sealed unsafe class SmallMultiplierTests : IDisposable
{
    private readonly BufferPool _pool = new(1 << 24);
    private readonly WorkCrew _crew = new(1);

    /// <summary>Kernel set, queries, keys, and the width of a head.</summary>
    public static TheoryData<string, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, int, int, int>();
            foreach (var name in new[] { KernelSets.Avx512, KernelSets.Avx2, KernelSets.Portable })
            {
                foreach (var (queries, keys, width) in new[] { (1, 1, 32), (2, 5, 32), (12, 16, 64), (17, 17, 32), (17, 33, 32), (33, 50, 96), (64, 64, 64), (3, 0, 32) })
                {
                    sizes.Add(name, queries, keys, width);
                }
            }

            return sizes;
        }
    }

    public void Dispose() => _crew.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Queries_times_keys_are_the_same_bits(string kernels, int queries, int keys, int width)
    {
        var small = new SmallMultiplier(KernelSets.Named(kernels).Tiles);
        var stride = small.ScratchSize(1, keys);
        var (left, right) = (Numbers(1, queries * width), Numbers(2, keys * width));
        var (expected, actual) = (new float[queries * stride], new float[queries * stride]);
        var scratch = Enumerable.Repeat(float.NaN, small.ScratchSize(width, keys)).ToArray();

        fixed (float* a = left, b = right, c = expected, d = actual, room = scratch)
        {
            var product = new ProductArguments
            {
                Rows = queries,
                Columns = keys,
                Depth = width,
                A = MatrixView.RowMajor(a, width),
                B = MatrixView.RowMajor(b, width).Transposed,
                C = c,
                CStride = stride,
            };
            Usual(kernels).MultiplyAlone(product);
            product.C = d;
            small.Multiply(product, room);
        }

        Assert.Equal(Columns(expected, stride, keys), Columns(actual, stride, keys));
        Assert.All(actual, value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Probabilities_times_values_are_the_same_bits(string kernels, int queries, int keys, int width) =>
        CheckRows(kernels, (queries, keys, width), isTransposed: false);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Transposed_and_added_they_are_the_same_bits(string kernels, int queries, int keys, int width) =>
        CheckRows(kernels, (keys, queries, width), isTransposed: true);

    private void CheckRows(string kernels, (int Rows, int Depth, int Columns) size, bool isTransposed)
    {
        var small = new SmallMultiplier(KernelSets.Named(kernels).Tiles);
        var (left, right) = (Numbers(1, size.Rows * size.Depth), Numbers(2, size.Depth * size.Columns));
        var start = Numbers(3, size.Rows * size.Columns);
        var (expected, actual) = ((float[])start.Clone(), (float[])start.Clone());

        fixed (float* a = left, b = right, c = expected, d = actual)
        {
            var product = new ProductArguments
            {
                Rows = size.Rows,
                Columns = size.Columns,
                Depth = size.Depth,
                A = isTransposed ? MatrixView.RowMajor(a, size.Rows).Transposed : MatrixView.RowMajor(a, size.Depth),
                B = MatrixView.RowMajor(b, size.Columns),
                C = c,
                CStride = size.Columns,
                Accumulate = isTransposed,
            };
            Usual(kernels).MultiplyAlone(product);
            product.C = d;
            small.Multiply(product, scratch: null);
        }

        Assert.Equal(expected, actual);
    }

    private MatrixMultiplier Usual(string kernels) => new(KernelSets.Named(kernels).Tiles, _pool, _crew);

    private static IEnumerable<float> Columns(float[] matrix, int stride, int count) => matrix.Where((_, i) => i % stride < count);

    private static float[] Numbers(int seed, int count)
    {
        var key = RandomKey.FromSeed(seed);
        return [.. Enumerable.Range(0, count).Select(i => (float)key.Normal(i))];
    }
}
