using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    [Fact]
    public void Prepend() => Check.Agrees(
        x => x[0].Prepend(x[1]),
        x => [.. x[0].Chunk(3 * 5).SelectMany(sequence => x[1].Concat(sequence))],
        Operand.Normal(1, 2, 3, 5),
        Operand.Normal(2, 4, 5));

    [Fact]
    public void Gather_takes_rows_more_than_once() => Check.Agrees(
        x => x[0].Gather([3, 0, 3, 3, 1, 0], new Shape(2, 3)),
        x => [.. new[] { 3, 0, 3, 3, 1, 0 }.SelectMany(id => x[0].Skip(id * 5).Take(5))],
        Operand.Normal(1, 4, 5));

    [Fact]
    public void Gather_appends_the_width_of_the_table()
    {
        using var scope = Engine.StepScope();
        using var table = Constant(Operand.Normal(1, 4, 5));

        Assert.Equal(new Shape(2, 3, 5), table.Gather([0, 1, 2, 3, 0, 1], new Shape(2, 3)).Shape);
    }

    [Fact]
    public void Two_gathers_from_one_table_add_up() => Check.Agrees(
        x => x[0].Gather([1, 2], new Shape(2)).Add(x[0].Gather([2, 2], new Shape(2))),
        x => [.. x[0].Skip(3).Take(6).Zip(x[0].Skip(6).Take(3).Concat(x[0].Skip(6).Take(3)), (a, b) => a + b)],
        Operand.Normal(1, 4, 3));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void SelectToken(int position) => Check.Agrees(
        x => x[0].SelectToken(position),
        x => [.. x[0].Chunk(3 * 5).SelectMany(sequence => sequence.Skip(position * 5).Take(5))],
        Operand.Normal(1, 2, 3, 5));

    [Fact]
    public void MeanOverTokens_leaves_padding_out() => Check.Agrees(
        x => x[0].MeanOverTokens([1, 3]),
        x => [.. Enumerable.Range(0, 2).SelectMany(b => Enumerable.Range(0, 5).Select(c =>
            Enumerable.Range(0, b == 0 ? 1 : 3).Average(t => x[0][(((b * 3) + t) * 5) + c])))],
        Operand.Normal(1, 2, 3, 5));

    [Fact]
    public void Reshape() => Check.Agrees(
        x => x[0].Reshape(new Shape(3, 2, 2)).Scale(2),
        x => [.. x[0].Select(value => value * 2)],
        Operand.Normal(1, 4, 3));

    [Fact]
    public void Rotate_turns_each_pair_of_each_head_by_its_position() => Check.Agrees(
        x => x[0].Rotate(new([1, 0.25f], length: 5)),
        x => [.. Enumerable.Range(0, x[0].Length).Select(i => Turned(x[0], i, i / 8 % 3))],
        Operand.Normal(1, 2, 3, 8));

    [Fact]
    public void Rotate_takes_the_positions_that_rows_are_given() => Check.Agrees(
        x => x[0].Rotate(new([1, 0.25f], length: 5), [0, 1, 2, 4, 4, 1]),
        x => [.. Enumerable.Range(0, x[0].Length).Select(i => Turned(x[0], i, new[] { 0, 1, 2, 4, 4, 1 }[i / 8]))],
        Operand.Normal(1, 2, 3, 8));

    [Fact]
    public void RepeatHeads() => Check.Agrees(
        x => x[0].RepeatHeads(heads: 2, times: 3),
        x => [.. x[0].Chunk(3).SelectMany(head => head.Concat(head).Concat(head))],
        Operand.Normal(1, 2, 2, 6));

    [Fact]
    public void Slices_of_one_tensor_add_up() => Check.Agrees(
        x => x[0].SliceLast(0, 3).Add(x[0].SliceLast(2, 3)),
        x => [.. x[0].Chunk(6).SelectMany(row => row.Take(3).Zip(row.Skip(2), (a, b) => a + b))],
        Operand.Normal(1, 2, 2, 6));

    /// <summary>Element i of [B, T, 2 heads of 4] at a position after its pair was turned; frequencies 1 and 1/4.</summary>
    private static double Turned(double[] x, int i, int position)
    {
        var place = i % 4;
        var angle = position * (place % 2 == 0 ? 1 : 0.25);

        return place < 2
            ? (x[i] * Math.Cos(angle)) - (x[i + 2] * Math.Sin(angle))
            : (x[i] * Math.Cos(angle)) + (x[i - 2] * Math.Sin(angle));
    }

    [Fact]
    public void SliceLast() => Check.Agrees(
        x => x[0].SliceLast(2, 3),
        x => [.. x[0].Chunk(7).SelectMany(row => row.Skip(2).Take(3))],
        Operand.Normal(1, 2, 2, 7));

    [Fact]
    public void SliceFirst() => Check.Agrees(
        x => x[0].SliceFirst(1, 2).Multiply(x[0].SliceFirst(2, 2)),
        x => [.. x[0].Skip(6).Take(12).Zip(x[0].Skip(12), (a, b) => a * b)],
        Operand.Normal(1, 4, 2, 3));

    [Fact]
    public void Concatenate() => Check.Agrees(
        x => x[0].Concatenate(x[1], x[0]).Multiply(x[2]),
        x => [.. x[0].Concat(x[1]).Concat(x[0]).Zip(x[2], (a, b) => a * b)],
        Operand.Normal(1, 2, 3),
        Operand.Normal(2, 1, 3),
        Operand.Normal(3, 5, 3));

    [Fact]
    public void Parts_that_are_used_apart_are_one_tensor_again() => Check.Agrees(
        x => x[0].SliceFirst(0, 2).Reshape(new(2, 1, 3)).Gelu().Reshape(new(2, 3))
            .Concatenate(x[0].SliceFirst(2, 1).Scale(2)).Add(x[0]),
        x => [.. x[0].Select((value, i) => value + (i < 6 ? PlainActivations.Gelu(value) : 2 * value))],
        Operand.Normal(1, 3, 3));
}
