using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    public static TheoryData<string> MisfitNames => [.. Misfits.Keys];

    private static Dictionary<string, Func<Tensor, Tensor, Tensor>> Misfits => new()
    {
        // Called with [2, 3] and [2, 4, 5].
        ["linear"] = (x, y) => y.Linear(x),
        ["linear with a bias of another width"] = (x, y) => x.Linear(x, x.Reshape(new Shape(6))),
        ["matrix product"] = (x, y) => x.MatrixProduct(x),
        ["transpose of three axes"] = (x, y) => y.Transpose(),
        ["add"] = (x, y) => y.Add(x),
        ["multiply by something longer"] = (x, y) => x.Multiply(y),
        ["layer norm"] = (x, y) => y.LayerNorm(x, x, 1e-5f),
        ["root-mean-square norm"] = (x, y) => y.RmsNorm(x, 1e-5f),
        ["attention over other keys"] = (x, y) => y.Attention(y.Prepend(y.SelectToken(0)), y, new([4, 4]), 1),
        ["attention over more keys than a causal mask tells"] = (x, y) =>
            y.Attention(y.Prepend(y.SelectToken(0)), y.Prepend(y.SelectToken(0)), new([4, 4], Causal: true), 1),
        ["attention over fewer keys than the prefix has"] = (x, y) => y.Attention(y, y, new([0, 0], PrefixLength: 5), 1),
        ["rotation to too few positions"] = (x, y) => y.Reshape(new(2, 5, 4)).Rotate(new([1, 1], length: 9), [0, 1]),
        ["attention with too few lengths"] = (x, y) => y.Attention(y, y, new([4]), 1),
        ["prepend"] = (x, y) => y.Prepend(x),
        ["gather from three axes"] = (x, y) => y.Gather([0], new Shape(1)),
        ["gather into another shape"] = (x, y) => x.Gather([0, 1], new Shape(3)),
        ["select a token of a matrix"] = (x, y) => x.SelectToken(0),
        ["mean over tokens with too few lengths"] = (x, y) => y.MeanOverTokens([1]),
        ["reshape"] = (x, y) => x.Reshape(new Shape(7)),
        ["cross entropy with too few targets"] = (x, y) => x.CrossEntropy([1]),
        ["cross entropy with too many class weights"] = (x, y) => x.CrossEntropy([1, 1], [1, 2, 3, 4]),
    };

    [Theory]
    [MemberData(nameof(MisfitNames))]
    public void Shapes_that_do_not_fit_are_refused(string name)
    {
        using var scope = Engine.StepScope();
        using var x = Constant(Operand.Normal(1, 2, 3));
        using var y = Constant(Operand.Normal(2, 2, 4, 5));

        Assert.Throws<ShapeMismatchException>(() => Misfits[name](x, y));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Gather_refuses_a_number_outside_the_table_and_names_it(int id)
    {
        using var table = Constant(Operand.Normal(1, 4, 5));

        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => table.Gather([0, id], new Shape(2)));

        Assert.Equal(id, fault.ActualValue);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(3)]
    public void CrossEntropy_refuses_a_class_that_does_not_exist_and_names_it(int target)
    {
        using var logits = Constant(Operand.Normal(1, 2, 3));

        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => logits.CrossEntropy([0, target]));

        Assert.Equal(target, fault.ActualValue);
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        using var x = Constant(Operand.Normal(1, 2, 3, 4));

        Assert.Throws<ArgumentOutOfRangeException>(() => x.SelectToken(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.SliceLast(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.SliceFirst(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.MeanOverTokens([0, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Dropout(1, RandomKey.FromSeed(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Attention(x, x, new([4, 3]), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Attention(x, x, new([3, 3]), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Rotate(new([1, 1], length: 2), [0, 1, 2, 0, 1, 1]));
    }

    [Fact]
    public void Values_must_fill_the_shape()
    {
        Assert.Throws<ArgumentException>(() => Engine.Constant([1, 2, 3], new Shape(2)));
        using var leaf = Engine.Constant([1, 2], new Shape(2));
        Assert.Throws<ArgumentException>(() => leaf.CopyFrom([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => leaf.CopyTo(new float[3]));
        Assert.Throws<ArgumentException>(() => leaf.MeanSquaredError([1, 2, 3]));
    }

    [Fact]
    public void What_is_for_leaves_is_refused_for_results()
    {
        using var scope = Engine.StepScope();
        using var leaf = Engine.Parameter([1, 2], new Shape(2));
        var result = leaf.Scale(2);

        Assert.Throws<InvalidOperationException>(() => result.CopyFrom([1, 2]));
        Assert.Throws<InvalidOperationException>(() => result.ClearGradient());
    }

    [Fact]
    public void A_disposed_leaf_is_refused()
    {
        var leaf = Engine.Constant([1, 2], new Shape(2));
        leaf.Dispose();

        Assert.ThrowsAny<ObjectDisposedException>(() => leaf.Scale(2));
    }
}
