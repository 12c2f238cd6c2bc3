using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Tests.Numerics;

public sealed class VectorOperationsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(37)]
    public void Fast_loops_agree_with_plain_ones_at_every_length(int length)
    {
        var left = Enumerable.Range(0, length).Select(i => Math.Sin(i + 1)).ToArray();
        var right = Enumerable.Range(0, length).Select(i => Math.Cos(3 * i)).ToArray();
        var sum = left.ToArray();
        var squares = left.ToArray();

        VectorOperations.AddScaled(sum, -1.5, right);
        VectorOperations.AddScaledSquares(squares, 2, right, 0.3);

        Assert.Equal(Plain.Dot(left, right), VectorOperations.Dot(left, right), 1e-13);
        Assert.Equal(left.Zip(right, (l, r) => l - (1.5 * r)), sum, (l, r) => Math.Abs(l - r) < 1e-15);
        Assert.Equal(left.Zip(right, (l, r) => l + (2 * (r - 0.3) * (r - 0.3))), squares, (l, r) => Math.Abs(l - r) < 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(37)]
    public void Products_of_four_rows_have_the_bits_of_one_after_the_other(int length)
    {
        var right = Values(length, 0.7);
        var rows = Values(4 * (length + 3), 0.3);

        var (first, second, third, fourth) = VectorOperations.DotRows(rows, length + 3, right);

        double Alone(int row) => VectorOperations.Dot(rows.AsSpan(row * (length + 3), length), right);
        Assert.Equal([Alone(0), Alone(1), Alone(2), Alone(3)], [first, second, third, fourth]);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 9)]
    [InlineData(4, 1)]
    [InlineData(6, 37)]
    [InlineData(9, 16)]
    public void Sums_of_rows_have_the_bits_of_one_after_the_other(int count, int length)
    {
        var (factors, rows, sum) = (Values(count, 1.1), Values(count * (length + 2), 0.3), Values(length, 0.9));
        var expected = sum.ToArray();
        for (var row = 0; row < count; row++)
        {
            VectorOperations.AddScaled(expected, factors[row], rows.AsSpan(row * (length + 2), length));
        }

        VectorOperations.AddScaledRows(sum, factors, rows, length + 2);

        Assert.Equal(expected, sum);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(37)]
    public void Products_by_element_are_those_of_a_plain_loop(int length)
    {
        var (left, right) = (Values(length, 0.2), Values(length, 1.3));
        var product = left.ToArray();

        VectorOperations.Multiply(product, right);

        Assert.Equal(left.Zip(right, (l, r) => l * r), product);
    }

    private static double[] Values(int count, double pace) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(pace * (i + 1)))];
}
