using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    [Fact]
    public void Add_of_one_shape() => Check.Agrees(
        x => x[0].Add(x[1]),
        x => [.. x[0].Zip(x[1], (a, b) => a + b)],
        Operand.Normal(1, 3, 7),
        Operand.Normal(2, 3, 7));

    [Fact]
    public void Add_broadcasts_a_row() => Check.Agrees(
        x => x[0].Add(x[1]),
        x => [.. x[0].Select((a, i) => a + x[1][i % 7])],
        Operand.Normal(1, 2, 3, 7),
        Operand.Normal(2, 7));

    [Fact]
    public void Add_broadcasts_a_matrix() => Check.Agrees(
        x => x[0].Add(x[1]),
        x => [.. x[0].Select((a, i) => a + x[1][i % 21])],
        Operand.Normal(1, 2, 3, 7),
        Operand.Normal(2, 3, 7));

    [Fact]
    public void Add_broadcasts_a_scalar() => Check.Agrees(
        x => x[0].Add(x[1]),
        x => [.. x[0].Select(a => a + x[1][0])],
        Operand.Normal(1, 5, 7),
        Operand.Normal(2));

    [Fact]
    public void Multiply_of_one_shape() => Check.Agrees(
        x => x[0].Multiply(x[1]),
        x => [.. x[0].Zip(x[1], (a, b) => a * b)],
        Operand.Normal(1, 3, 17),
        Operand.Normal(2, 3, 17));

    [Fact]
    public void Multiply_broadcasts_a_row() => Check.Agrees(
        x => x[0].Multiply(x[1]),
        x => [.. x[0].Select((a, i) => a * x[1][i % 19])],
        Operand.Normal(1, 70, 19),
        Operand.Normal(2, 19));

    [Fact]
    public void Multiply_broadcasts_a_scalar() => Check.Agrees(
        x => x[0].Multiply(x[1]),
        x => [.. x[0].Select(a => a * x[1][0])],
        Operand.Normal(1, 5, 7),
        Operand.Normal(2));

    [Fact]
    public void Scale() => Check.Agrees(
        x => x[0].Scale(-2.5f),
        x => [.. x[0].Select(a => a * -2.5)],
        Operand.Normal(1, 5, 7));

    [Fact]
    public void Relu() => Agrees(x => x.Relu(), PlainActivations.Relu);

    [Fact]
    public void Gelu() => Agrees(x => x.Gelu(), PlainActivations.Gelu);

    [Fact]
    public void GeluTanh() => Agrees(x => x.GeluTanh(), PlainActivations.GeluTanh);

    [Fact]
    public void Tanh() => Agrees(x => x.Tanh(), Math.Tanh);

    [Fact]
    public void Sigmoid() => Agrees(x => x.Sigmoid(), PlainActivations.Sigmoid);

    [Fact]
    public void Silu() => Agrees(x => x.Silu(), PlainActivations.Silu);

    [Fact]
    public void Activations_of_large_numbers_are_finite()
    {
        using var scope = Engine.StepScope();
        using var x = Engine.Parameter([-200, -50, 50, 200], new Shape(4));

        x.Gelu().Add(x.GeluTanh()).Add(x.Tanh()).Add(x.Sigmoid()).Add(x.Silu()).Sum().Backward();

        Assert.All(x.Gradient!.ToArray(), slope => Assert.True(float.IsFinite(slope)));
    }

    [Fact]
    public void What_is_not_a_number_stays_so()
    {
        using var scope = Engine.StepScope();
        using var x = Engine.Constant([float.NaN], new Shape(1));

        Assert.All(
            new[] { x.Gelu(), x.GeluTanh(), x.Tanh(), x.Sigmoid(), x.Silu() },
            result => Assert.True(float.IsNaN(result.Item())));
    }

    /// <summary>From −6 to 6 in steps that hit neither 0, where ReLU has no slope, nor whole vectors.</summary>
    private void Agrees(Func<Tensor, Tensor> operation, Func<double, double> plain) => Check.Agrees(
        x => operation(x[0]),
        x => Array.ConvertAll(x[0], value => plain(value)),
        new Operand([.. Enumerable.Range(0, 41).Select(i => (double)(float)((0.3 * i) - 6.01))], new Shape(41)));
}
