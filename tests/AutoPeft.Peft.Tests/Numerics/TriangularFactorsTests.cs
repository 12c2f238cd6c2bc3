using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Tests.Numerics;

public sealed class TriangularFactorsTests
{
    [Theory]
    [InlineData(5, 5)]
    [InlineData(4, 7)]
    [InlineData(7, 4)]
    public void As_many_steps_as_the_smaller_side_give_the_matrix_back(int rows, int columns)
    {
        var matrix = Random(rows, columns);
        var rank = Math.Min(rows, columns);

        var factors = TriangularFactors.Of(matrix, rank);

        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = Enumerable.Range(0, rank).Sum(step => factors.Lower[step, i] * factors.Diagonal[step] * factors.Upper[step, j]);
                Assert.Equal(matrix[i, j], sum, 1e-10);
            }
        }
    }

    [Fact]
    public void The_upper_factor_is_triangular_with_ones_on_its_diagonal()
    {
        var upper = TriangularFactors.Of(Random(6, 6), 4).Upper;

        for (var step = 0; step < 4; step++)
        {
            Assert.Equal(1, upper[step, step], 1e-12);
            Assert.All(Enumerable.Range(0, step), column => Assert.Equal(0, upper[step, column], 1e-12));
        }
    }

    [Fact]
    public void A_column_without_anything_to_eliminate_is_left_out()
    {
        var matrix = new DenseMatrix(2, 2);
        matrix[0, 1] = 3;

        Assert.Equal([0, 3], TriangularFactors.Of(matrix, 2).Diagonal);
    }

    private static DenseMatrix Random(int rows, int columns)
    {
        var matrix = new DenseMatrix(rows, columns);
        for (var i = 0; i < rows * columns; i++)
        {
            matrix[i / columns, i % columns] = RandomKey.FromSeed(4).Normal(i);
        }

        return matrix;
    }
}
