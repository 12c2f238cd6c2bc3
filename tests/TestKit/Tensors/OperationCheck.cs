using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

/// <summary>Compares an operation of an engine, and every gradient of it, with a plain function in double precision.</summary>
/// <param name="engine">The engine under test.</param>
public sealed class OperationCheck(ITensorEngine engine)
{
    /// <summary>Asserts that result and gradients agree.</summary>
    /// <param name="operation">The operation on tensors; called with parameters of the operands' values.</param>
    /// <param name="plain">The same on numbers.</param>
    /// <param name="operands">The inputs.</param>
    public void Agrees(Func<Tensor[], Tensor> operation, Func<double[][], double[]> plain, params Operand[] operands)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(plain);

        var inputs = Array.ConvertAll(operands, operand => (double[])operand.Values.Clone());
        var parameters = Array.ConvertAll(operands, operand => engine.Parameter(operand.Floats, operand.Shape));
        using var scope = engine.StepScope();

        var result = operation(parameters);
        var weights = Operand.Normal(99, result.Shape.Count).Values; // makes one number of the result, all elements counting
        Close(plain(inputs), result.ToArray(), "result");
        Weighted(result, weights).Backward();

        var slopes = PlainGradient.Of(x => plain(x).Zip(weights, (value, weight) => value * weight).Sum(), inputs);
        for (var i = 0; i < parameters.Length; i++)
        {
            Close(slopes[i], parameters[i].Gradient?.ToArray() ?? [], $"gradient of operand {i}");
            parameters[i].Dispose();
        }
    }

    /// <summary>Asserts that floats are the numbers expected, up to rounding of sums of some hundred terms.</summary>
    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<float> actual, string what, double tolerance = 2e-5)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);

        Assert.True(expected.Count == actual.Count, $"The {what} has {actual.Count} elements, not {expected.Count}.");
        var size = expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + size),
                $"Element {i} of the {what} is {actual[i]}, not {expected[i]}.");
        }
    }

    private Tensor Weighted(Tensor result, double[] weights)
    {
        var constant = engine.Constant(Array.ConvertAll(weights, weight => (float)weight), new Shape(weights.Length));
        return result.Reshape(new Shape(weights.Length)).Multiply(constant).Sum();
    }
}
