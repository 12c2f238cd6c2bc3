using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    [Fact]
    public void Dropout_zeroes_the_elements_whose_draw_is_below_the_fraction() => Check.Agrees(
        x => x[0].Dropout(0.3f, Key),
        x => [.. x[0].Select((value, i) => Key.Uniform(i) < 0.3f ? 0 : value / (1 - 0.3f))],
        Operand.Normal(1, 7, 13));

    [Fact]
    public void Dropout_of_many_elements_follows_the_draws()
    {
        using var scope = Engine.StepScope();
        using var ones = Engine.Constant([.. Enumerable.Repeat(1f, 40_000)], new Shape(40_000));

        var kept = ones.Dropout(0.1f, Key).ToArray();

        Assert.Equal(Enumerable.Range(0, 40_000).Select(i => Key.Uniform(i) >= 0.1f), kept.Select(value => value != 0));
    }

    [Fact]
    public void Equal_keys_give_equal_masks()
    {
        using var scope = Engine.StepScope();
        using var x = Constant(Operand.Normal(1, 100));

        Assert.Equal(x.Dropout(0.5f, Key).ToArray(), x.Dropout(0.5f, Key).ToArray());
        Assert.NotEqual(x.Dropout(0.5f, Key).ToArray(), x.Dropout(0.5f, Key.For(1)).ToArray());
    }

    [Fact]
    public void Dropout_of_nothing_returns_the_tensor_itself()
    {
        using var x = Constant(Operand.Normal(1, 3));

        Assert.Same(x, x.Dropout(0, Key));
    }
}
