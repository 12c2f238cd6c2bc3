using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Autograd;

/// <summary>While it is open, operations on this thread are not recorded.</summary>
internal sealed class NoGradientSection : IDisposable
{
    private IDisposable? _section = torch.no_grad();

    public void Dispose()
    {
        _section?.Dispose();
        _section = null;
    }
}
