using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Autograd;

/// <summary>A training step, or a batch of an evaluation.</summary>
internal sealed class StepScope : IDisposable
{
    private readonly ThreadSteps _state;
    private readonly DisposeScope _scope = torch.NewDisposeScope();
    private readonly int _parts;
    private bool _closed;

    public StepScope(ThreadSteps state)
    {
        _state = state;
        _parts = state.OpenStep();
    }

    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _state.CloseStep(_parts);
            _scope.Dispose();
        }
    }
}
