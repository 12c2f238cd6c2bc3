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
}
