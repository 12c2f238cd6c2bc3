using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Models.Tests.Checkpoints;

public sealed class TensorDataTests
{
    [Fact]
    public void A_transpose_has_rows_for_columns()
    {
        var transposed = new TensorData("w", new(2, 3), new float[] { 1, 2, 3, 4, 5, 6 }).Transposed();

        Assert.Equal(new(3, 2), transposed.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], transposed.Values.ToArray());
    }

    [Fact]
    public void Only_a_matrix_has_a_transpose() =>
        Assert.Throws<InvalidOperationException>(() => new TensorData("b", new(2), new float[2]).Transposed());
}
