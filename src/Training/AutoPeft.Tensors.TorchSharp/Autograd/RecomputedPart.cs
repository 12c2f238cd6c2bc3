using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Autograd;

/// <summary>A part of a model of which only input and output are kept, and which is computed again by the backward pass.</summary>
/// <remarks>
/// The graph ends at the output, a leaf that collects its gradient. Dropout draws from keys, so the second time gives the same
/// numbers as the first.
/// </remarks>
internal sealed class RecomputedPart : IDisposable
{
    private readonly TorchEngine _engine;
    private readonly Shape _inputShape;
    private readonly torch.Tensor _input;
    private readonly torch.Tensor _output;
    private readonly Func<Tensor, Tensor> _part;

    private RecomputedPart(TorchEngine engine, TorchTensor input, torch.Tensor output, Func<Tensor, Tensor> part)
    {
        _engine = engine;
        _inputShape = input.Shape;
        _input = input.Value.alias().DetachFromDisposeScope();
        _output = output;
        _part = part;
    }

    /// <summary>Computes the part without recording it, and puts it on the list of the thread's step.</summary>
    public static TorchTensor Apply(TorchEngine engine, TorchTensor input, Func<Tensor, Tensor> part)
    {
        var (output, shape) = Forward(input, part);
        output.requires_grad = true;
        engine.State.Add(new(engine, input, output, part));
        return engine.Result(shape, output.alias());
    }

    /// <summary>Sends the gradient of the output back to the parameters of the part, and to the input and what it came from.</summary>
    public void Backward() => _engine.State.Again(() =>
    {
        using var scope = torch.NewDisposeScope();
        if (_output.grad is not { } gradient)
        {
            return;
        }

        var input = _input.detach();
        input.requires_grad = _input.requires_grad;
        var output = (TorchTensor)_part(_engine.Result(_inputShape, input));
        if (output.RequiresGradient)
        {
            output.Value.backward([gradient], retain_graph: true); // what parts share must last for all of them
        }

        if (input.grad is { } passedOn)
        {
            _input.backward([passedOn], retain_graph: true);
        }

        _output.grad = null;
    });

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private static (torch.Tensor Value, Shape Shape) Forward(TorchTensor input, Func<Tensor, Tensor> part)
    {
        using var pause = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var result = (TorchTensor)part(input);
        return (result.Value.detach().DetachFromDisposeScope(), result.Shape);
    }
}
