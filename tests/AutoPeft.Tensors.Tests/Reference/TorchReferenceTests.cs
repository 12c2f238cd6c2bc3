using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Reference;

/// <summary>The managed engine against PyTorch's numbers.</summary>
public sealed class TorchReferenceTests : IDisposable
{
    // Both sides compute in float32: sums of up to ten terms differ in their last digits.
    private const double Tolerance = 2e-6;

    private readonly ManagedEngine _engine = new();
    private readonly TorchNumbers _torch = TorchNumbers.Read();

    [Fact]
    public void Gelu() => Agrees("gelu", x => x[0].Gelu());

    [Fact]
    public void GeluTanh() => Agrees("gelu_tanh", x => x[0].GeluTanh());

    [Fact]
    public void LayerNorm() => Agrees("layer_norm", x => x[0].LayerNorm(x[1], x[2], 1e-12f));

    [Fact]
    public void Attention_with_padding() => Agrees("attention", x => x[0].Attention(x[1], x[2], new([4, 2]), heads: 2));

    [Fact]
    public void CrossEntropy_with_ignored_rows_and_class_weights() =>
        Agrees("cross_entropy", x => x[0].CrossEntropy([2, -1, 0, 3, 1], [0.5f, 1, 2, 0.25f]));

    [Fact]
    public void Ten_AdamW_steps_with_clipping()
    {
        var expected = _torch.Training;
        var network = new ReferenceNetwork(_engine, expected);

        var (losses, norms) = network.Train(steps: 10);

        OperationCheck.Close(expected.Losses, losses, "losses", 1e-5); // rounding of ten steps adds up
        OperationCheck.Close(expected.Norms, norms, "gradient norms", 1e-5);
        for (var i = 0; i < expected.End.Length; i++)
        {
            OperationCheck.Close(expected.End[i], network.Leaves[i].ToArray(), $"leaf {i}", 1e-5);
        }
    }

    public void Dispose() => _engine.Dispose();

    private void Agrees(string name, Func<Tensor[], Tensor> operation)
    {
        var expected = _torch.Cases[name];
        var inputs = expected.Inputs.Select((values, i) => _engine.Parameter(values, new Shape(expected.Shapes[i]))).ToArray();
        using var scope = _engine.StepScope();

        var result = operation(inputs);
        result.Multiply(_engine.Constant(expected.Weights, result.Shape)).Sum().Backward();

        OperationCheck.Close(expected.Result, result.ToArray(), "result", Tolerance);
        for (var i = 0; i < inputs.Length; i++)
        {
            OperationCheck.Close(expected.Gradients[i], inputs[i].Gradient!.ToArray(), $"gradient of input {i}", Tolerance);
        }
    }
}
