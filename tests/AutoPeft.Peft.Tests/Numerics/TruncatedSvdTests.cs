using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Tests.Numerics;

public sealed class TruncatedSvdTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    [Theory]
    [InlineData(30, 20, 5)]
    [InlineData(20, 30, 5)]
    [InlineData(6, 6, 6)]
    public void The_largest_singular_values_and_vectors_are_found(int rows, int columns, int rank)
    {
        var (matrix, values) = WithKnownValues(rows, columns);

        var svd = TruncatedSvd.Of(matrix, rank, Key);

        Assert.All(svd.Values.Zip(values), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        for (var i = 0; i < rank; i++)
        {
            for (var row = 0; row < rows; row++)
            {
                // W v = s u
                Assert.Equal(svd.Values[i] * svd.Left[i, row], DenseMatrix.Dot(matrix.Row(row), svd.Right.Row(i)), 1e-6);
            }

            Assert.Equal(1, DenseMatrix.Dot(svd.Right.Row(i), svd.Right.Row(i)), 1e-9);
        }
    }

    [Fact]
    public void A_matrix_of_lower_rank_gives_zeros()
    {
        var svd = TruncatedSvd.Of(DenseMatrix.Of([1, 2, 2, 4, 3, 6], 3, 2), 2, Key);

        Assert.Equal(Math.Sqrt(70), svd.Values[0], 1e-9);
        Assert.Equal(0, svd.Values[1], 1e-6);
        Assert.All(svd.Right.ToFloats(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_start_does_not_matter()
    {
        var (matrix, _) = WithKnownValues(12, 9);

        var first = TruncatedSvd.Of(matrix, 3, Key).Left.ToFloats();
        var second = TruncatedSvd.Of(matrix, 3, RandomKey.FromSeed(5)).Left.ToFloats();

        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    // U diag(s) Vᵀ with random orthonormal U and V and s = 1, 0.8, 0.64, …
    private static (DenseMatrix Matrix, double[] Values) WithKnownValues(int rows, int columns)
    {
        var count = Math.Min(rows, columns);
        var (u, v) = (Random(count, rows, Key.For("u")), Random(count, columns, Key.For("v")));
        var values = Enumerable.Range(0, count).Select(i => Math.Pow(0.8, i)).ToArray();
        Orthonormal.Rows(u);
        Orthonormal.Rows(v);
        for (var i = 0; i < count; i++)
        {
            foreach (ref var value in u.Row(i))
            {
                value *= values[i];
            }
        }

        return (u.Transposed().TimesTransposed(v.Transposed()), values);
    }

    private static DenseMatrix Random(int rows, int columns, RandomKey key) =>
        DenseMatrix.Of([.. Enumerable.Range(0, rows * columns).Select(i => (float)key.Normal(i))], rows, columns);
}
