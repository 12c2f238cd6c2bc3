using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Kernels.Matrices;
using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Threading;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Kernels.Matrices;

public sealed unsafe class MatrixMultiplierTests : IDisposable
{
    private readonly BufferPool _pool = new(1 << 24);
    private readonly WorkCrew _crew = new(1);

    /// <summary>Kernel set, then rows, depth and columns around every edge: of tiles, of blocks, of the ways that are chosen by size.</summary>
    public static TheoryData<string, int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, int, int, int>();
            foreach (var name in new[] { KernelSets.Avx512, KernelSets.Avx2, KernelSets.Portable })
            {
                foreach (var (rows, depth, columns) in new[]
                {
                    (1, 1, 1), (1, 300, 40), (3, 5, 16), (4, 0, 20), (7, 9, 17), (12, 12, 32), (13, 33, 31), (23, 64, 96),
                    (24, 7, 64), (25, 7, 64), (97, 30, 65), (100, 257, 33), (50, 600, 70), (40, 260, 3), (129, 20, 12),
                    (300, 2, 1), (16, 100, 16), (15, 100, 16), (17, 20, 530),
                })
                {
                    sizes.Add(name, rows, depth, columns);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_times_columns(string kernels, int rows, int depth, int columns) =>
        Check(kernels, (rows, depth, columns), leftTransposed: false, rightTransposed: true);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_times_rows(string kernels, int rows, int depth, int columns) =>
        Check(kernels, (rows, depth, columns), leftTransposed: false, rightTransposed: false);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Columns_times_rows(string kernels, int rows, int depth, int columns) =>
        Check(kernels, (rows, depth, columns), leftTransposed: true, rightTransposed: false);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Packed_beforehand_it_is_the_same_product(string kernels, int rows, int depth, int columns)
    {
        var multiplier = new MatrixMultiplier(KernelSets.Named(kernels).Tiles, _pool, _crew);
        var (left, right) = (Numbers(1, rows * depth), Numbers(2, depth * columns));
        var result = new float[rows * columns];

        fixed (float* a = left, b = right, c = result)
        {
            var product = Product((rows, depth, columns), MatrixView.RowMajor(a, depth), MatrixView.RowMajor(b, columns), c);
            using var packed = multiplier.PackForGood(product);
            fixed (float* p = packed.Span)
            {
                product.PackedB = p;
                multiplier.Multiply(product);
            }
        }

        OperationCheck.Close(Plain(left, right, (rows, depth, columns)), result, "product");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void It_starts_from_the_bias_or_adds_to_what_is_there(string kernels, int rows, int depth, int columns)
    {
        var multiplier = new MatrixMultiplier(KernelSets.Named(kernels).Tiles, _pool, _crew);
        var (left, right, bias) = (Numbers(1, rows * depth), Numbers(2, depth * columns), Numbers(3, columns));
        var result = new float[rows * columns];

        fixed (float* a = left, b = right, c = result, start = bias)
        {
            var product = Product((rows, depth, columns), MatrixView.RowMajor(a, depth), MatrixView.RowMajor(b, columns), c);
            product.Bias = start;
            multiplier.Multiply(product);
            product.Bias = null;
            product.Accumulate = true;
            multiplier.Multiply(product);
        }

        var expected = Plain(left, right, (rows, depth, columns)).Select((value, i) => (2 * value) + bias[i % columns]);
        OperationCheck.Close([.. expected], result, "product");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Nothing_is_written_beside_the_result(string kernels, int rows, int depth, int columns)
    {
        var multiplier = new MatrixMultiplier(KernelSets.Named(kernels).Tiles, _pool, _crew);
        var (left, right) = (Numbers(1, rows * depth), Numbers(2, depth * columns));
        var stride = columns + 3;
        var result = Enumerable.Repeat(7f, rows * stride).ToArray();

        fixed (float* a = left, b = right, c = result)
        {
            var product = Product((rows, depth, columns), MatrixView.RowMajor(a, depth), MatrixView.RowMajor(b, columns), c);
            product.CStride = stride;
            multiplier.MultiplyAlone(product);
        }

        Assert.All(result.Where((_, i) => i % stride >= columns), value => Assert.Equal(7f, value));
    }

    public void Dispose() => _crew.Dispose();

    private static float[] Numbers(int seed, int count)
    {
        var key = RandomKey.FromSeed(seed);
        return [.. Enumerable.Range(0, count).Select(i => (float)key.Normal(i))];
    }

    private static double[] Plain(float[] left, float[] right, (int Rows, int Depth, int Columns) size) => PlainMatrix.Product(
        Array.ConvertAll(left, value => (double)value),
        Array.ConvertAll(right, value => (double)value),
        (size.Rows, size.Depth, size.Columns));

    private static ProductArguments Product(
        (int Rows, int Depth, int Columns) size, MatrixView a, MatrixView b, float* c) => new()
        {
            Rows = size.Rows,
            Depth = size.Depth,
            Columns = size.Columns,
            A = a,
            B = b,
            C = c,
            CStride = size.Columns,
        };

    private void Check(string kernels, (int Rows, int Depth, int Columns) size, bool leftTransposed, bool rightTransposed)
    {
        var multiplier = new MatrixMultiplier(KernelSets.Named(kernels).Tiles, _pool, _crew);
        var (left, right) = (Numbers(1, size.Rows * size.Depth), Numbers(2, size.Depth * size.Columns));
        var leftStored = leftTransposed ? Transposed(left, size.Rows, size.Depth) : left;
        var rightStored = rightTransposed ? Transposed(right, size.Depth, size.Columns) : right;
        var (result, alone) = (new float[size.Rows * size.Columns], new float[size.Rows * size.Columns]);

        fixed (float* a = leftStored, b = rightStored, c = result, d = alone)
        {
            var leftView = leftTransposed ? MatrixView.RowMajor(a, size.Rows).Transposed : MatrixView.RowMajor(a, size.Depth);
            var rightView = rightTransposed ? MatrixView.RowMajor(b, size.Depth).Transposed : MatrixView.RowMajor(b, size.Columns);
            multiplier.Multiply(Product(size, leftView, rightView, c));
            multiplier.MultiplyAlone(Product(size, leftView, rightView, d));
        }

        OperationCheck.Close(Plain(left, right, size), result, "product");
        Assert.Equal(result, alone);
    }

    private static float[] Transposed(float[] x, int rows, int columns) => Array.ConvertAll(
        PlainMatrix.Transpose(Array.ConvertAll(x, value => (double)value), rows, columns), value => (float)value);
}
