using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(37)]
    public void Softmax(int width) => Check.Agrees(
        x => x[0].Softmax(), x => PlainRows.Softmax(x[0], width), Operand.Normal(1, 3, width));

    [Fact]
    public void Softmax_of_large_numbers_is_finite()
    {
        using var scope = Engine.StepScope();
        using var x = Engine.Constant([1000, 1000, -1000], new Shape(1, 3));

        OperationCheck.Close([0.5, 0.5, 0], x.Softmax().ToArray(), "result");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(35)]
    public void LayerNorm(int width) => Check.Agrees(
        x => x[0].LayerNorm(x[1], x[2], 1e-5f),
        x => PlainRows.LayerNorm(x[0], x[1], x[2], 1e-5f),
        Operand.Normal(1, 2, 3, width),
        Operand.Normal(2, width),
        Operand.Normal(3, width));

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(35)]
    public void RmsNorm(int width) => Check.Agrees(
        x => x[0].RmsNorm(x[1], 1e-6f),
        x => PlainRows.RmsNorm(x[0], x[1], 1e-6f),
        Operand.Normal(1, 70, width),
        Operand.Normal(2, width));

    [Fact]
    public void A_frozen_norm_sends_the_gradient_through()
    {
        var (weight, bias) = (Operand.Normal(2, 9), Operand.Normal(3, 9));
        using var factor = Constant(weight);
        using var offset = Constant(bias);

        Check.Agrees(
            x => x[0].LayerNorm(factor, offset, 1e-5f),
            x => PlainRows.LayerNorm(x[0], weight.Values, bias.Values, 1e-5f),
            Operand.Normal(1, 4, 9));
    }
}
