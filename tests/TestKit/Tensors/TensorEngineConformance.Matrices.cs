using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    /// <summary>Rows, inputs, outputs: single elements, ranks of LoRA, bottlenecks, and the edges of register tiles.</summary>
    public static TheoryData<int, int, int> MatrixSizes => new()
    {
        { 1, 1, 1 }, { 1, 5, 3 }, { 3, 7, 1 }, { 13, 4, 33 }, { 17, 33, 4 }, { 5, 16, 32 }, { 26, 8, 24 }, { 2, 40, 65 },
    };

    [Theory]
    [MemberData(nameof(MatrixSizes))]
    public void Linear_with_bias(int rows, int inputs, int outputs) => Check.Agrees(
        x => x[0].Linear(x[1], x[2]),
        x => PlainMatrix.Linear(x[0], x[1], x[2], inputs),
        Operand.Normal(1, rows, inputs),
        Operand.Normal(2, outputs, inputs),
        Operand.Normal(3, outputs));

    [Fact]
    public void Linear_without_bias_on_three_axes() => Check.Agrees(
        x => x[0].Linear(x[1]),
        x => PlainMatrix.Linear(x[0], x[1], [], 5),
        Operand.Normal(1, 2, 3, 5),
        Operand.Normal(2, 4, 5));

    [Theory]
    [MemberData(nameof(MatrixSizes))]
    public void Linear_with_a_frozen_weight_sends_the_gradient_through(int rows, int inputs, int outputs)
    {
        var operand = Operand.Normal(2, outputs, inputs);
        using var weight = Constant(operand);

        Check.Agrees(
            x => x[0].Linear(weight),
            x => PlainMatrix.Linear(x[0], operand.Values, [], inputs),
            Operand.Normal(1, rows, inputs));
    }

    [Fact]
    public void Linear_keeps_the_leading_axes()
    {
        using var scope = Engine.StepScope();
        using var x = Constant(Operand.Normal(1, 2, 3, 5));
        using var weight = Constant(Operand.Normal(2, 4, 5));

        Assert.Equal(new Shape(2, 3, 4), x.Linear(weight).Shape);
    }

    [Fact]
    public void Linear_over_a_long_inner_axis()
    {
        using var scope = Engine.StepScope();
        var (x, weight) = (Operand.Normal(1, 30, 700), Operand.Normal(2, 70, 700));

        using var left = Constant(x);
        using var right = Constant(weight);

        OperationCheck.Close(PlainMatrix.Linear(x.Values, weight.Values, [], 700), left.Linear(right).ToArray(), "result");
    }

    [Theory]
    [MemberData(nameof(MatrixSizes))]
    public void Matrix_product(int m, int k, int n) => Check.Agrees(
        x => x[0].MatrixProduct(x[1]),
        x => PlainMatrix.Product(x[0], x[1], (m, k, n)),
        Operand.Normal(1, m, k),
        Operand.Normal(2, k, n));

    [Theory]
    [InlineData(1, 4)]
    [InlineData(5, 3)]
    [InlineData(17, 35)]
    public void Transpose(int rows, int columns) => Check.Agrees(
        x => x[0].Transpose(),
        x => PlainMatrix.Transpose(x[0], rows, columns),
        Operand.Normal(1, rows, columns));
}
