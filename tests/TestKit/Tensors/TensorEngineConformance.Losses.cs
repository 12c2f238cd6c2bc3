using AutoPeft.Tensors.Kernels.Reference;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    [Fact]
    public void CrossEntropy() => Check.Agrees(
        x => x[0].CrossEntropy([2, 0, 1, 2]),
        x => [PlainRows.CrossEntropy(x[0], [2, 0, 1, 2], [])],
        Operand.Normal(1, 4, 3));

    [Fact]
    public void CrossEntropy_passes_over_ignored_rows() => Check.Agrees(
        x => x[0].CrossEntropy([2, -1, 1, -1]),
        x => [PlainRows.CrossEntropy(x[0], [2, -1, 1, -1], [])],
        Operand.Normal(1, 4, 3));

    [Fact]
    public void CrossEntropy_weighs_classes() => Check.Agrees(
        x => x[0].CrossEntropy([2, 0, -1, 2], [0.5f, 1, 3]),
        x => [PlainRows.CrossEntropy(x[0], [2, 0, -1, 2], [0.5, 1, 3])],
        Operand.Normal(1, 4, 3));

    [Fact]
    public void CrossEntropy_over_many_classes() => Check.Agrees(
        x => x[0].CrossEntropy([99, 40]),
        x => [PlainRows.CrossEntropy(x[0], [99, 40], [])],
        Operand.Normal(1, 2, 100));

    [Fact]
    public void MeanSquaredError() => Check.Agrees(
        x => x[0].MeanSquaredError([1, -2, 0.5f, 4]),
        x => [x[0].Zip(new[] { 1, -2, 0.5, 4 }, (a, b) => (a - b) * (a - b)).Average()],
        Operand.Normal(1, 4, 1));

    [Fact]
    public void Sum() => Check.Agrees(x => x[0].Sum(), x => [x[0].Sum()], Operand.Normal(1, 5, 7));

    [Fact]
    public void A_long_sum_is_exact_enough()
    {
        using var scope = Engine.StepScope();
        using var ones = Engine.Constant([.. Enumerable.Repeat(0.1f, 1_000_000)], new(1000, 1000));

        Assert.Equal(100_000, ones.Sum().Item(), 1.0); // one float after the other would be off by 958
    }
}
