using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Tests.Numerics;

public sealed class CholeskyFactorTests
{
    private const int Size = 13;
    private static readonly double[] Matrix = PositiveDefinite(Size, 5);

    private readonly CholeskyFactor _factor = CholeskyFactor.Of(Matrix, Size);

    [Fact]
    public void The_factor_times_its_transpose_is_the_matrix()
    {
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(Matrix[(i * Size) + j], Plain.Dot(_factor.Row(i), _factor.Row(j)), 1e-12);
            }
        }

        Assert.Equal(0, _factor.Jitter);
    }

    [Fact]
    public void A_solution_solves_the_system()
    {
        var b = Enumerable.Range(0, Size).Select(i => Math.Sin(i)).ToArray();
        var x = b.ToArray();

        _factor.Solve(x);

        Assert.All(Enumerable.Range(0, Size), i => Assert.Equal(b[i], Plain.Dot(Matrix.AsSpan(i * Size, Size), x), 1e-11));
    }

    [Fact]
    public void The_inverse_times_the_matrix_is_the_identity()
    {
        var inverse = _factor.Inverse();
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                var product = Enumerable.Range(0, Size).Sum(k => inverse[(Math.Max(i, k) * Size) + Math.Min(i, k)] * Matrix[(k * Size) + j]);
                Assert.Equal(i == j ? 1 : 0, product, 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(30)]
    public void The_factor_and_its_inverse_are_those_of_plain_substitution(int size)
    {
        var matrix = PositiveDefinite(size, 6);
        var factor = CholeskyFactor.Of(matrix, size);
        var inverse = factor.InverseLower();

        var lower = PlainFactor(matrix, size);
        for (var i = 0; i < size; i++)
        {
            Assert.Equal(lower[i][..(i + 1)], factor.Row(i).ToArray(), (left, right) => Math.Abs(left - right) < 1e-12);
            for (var j = 0; j <= i; j++)
            {
                var product = Enumerable.Range(j, i - j + 1).Sum(k => lower[i][k] * inverse[(k * size) + j]);
                Assert.Equal(i == j ? 1 : 0, product, 1e-11);
            }
        }
    }

    [Fact]
    public void The_determinant_of_a_diagonal_matrix_is_the_product() =>
        Assert.Equal(Math.Log(24), CholeskyFactor.Of([2, 0, 0, 0, 3, 0, 0, 0, 4], 3).LogDeterminant, 1e-14);

    [Fact]
    public void One_more_row_gives_the_factor_of_the_larger_matrix()
    {
        double[] smaller = [.. Enumerable.Range(0, Size - 1).SelectMany(i => Matrix.Skip(i * Size).Take(Size - 1))];

        var extended = CholeskyFactor.Of(smaller, Size - 1).Extend(Matrix.AsSpan((Size - 1) * Size, Size - 1), Matrix[^1]);

        for (var i = 0; i < Size; i++)
        {
            Assert.Equal(_factor.Row(i).ToArray(), extended.Row(i).ToArray(), (left, right) => Math.Abs(left - right) < 1e-12);
        }
    }

    [Fact]
    public void A_singular_matrix_gets_just_enough_jitter()
    {
        var factor = CholeskyFactor.Of([1, 1, 1, 1, 1, 1, 1, 1, 1], 3);

        Assert.InRange(factor.Jitter, 1e-13, 1e-6);
    }

    [Fact]
    public void A_matrix_with_a_clearly_negative_direction_is_refused() =>
        Assert.Throws<ArithmeticException>(() => CholeskyFactor.Of([1, 2, 2, 1], 2));

    [Fact]
    public void A_matrix_with_a_number_that_is_none_is_refused() =>
        Assert.Throws<ArithmeticException>(() => CholeskyFactor.Of([1, double.NaN, double.NaN, 1], 2));

    private static double[][] PlainFactor(double[] matrix, int size)
    {
        double[][] lower = [.. Enumerable.Range(0, size).Select(_ => new double[size])];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[(i * size) + j] - Enumerable.Range(0, j).Sum(k => lower[i][k] * lower[j][k]);
                lower[i][j] = i == j ? Math.Sqrt(rest) : rest / lower[j][j];
            }
        }

        return lower;
    }

    private static double[] PositiveDefinite(int size, long seed)
    {
        var key = RandomKey.FromSeed(seed);
        var root = Enumerable.Range(0, size * size).Select(i => key.Normal(i)).ToArray();
        var matrix = new double[size * size];
        for (var i = 0; i < size * size; i++)
        {
            matrix[i] = Plain.Dot(root.AsSpan(i / size * size, size), root.AsSpan(i % size * size, size)) + (i / size == i % size ? 0.5 : 0);
        }

        return matrix;
    }
}
