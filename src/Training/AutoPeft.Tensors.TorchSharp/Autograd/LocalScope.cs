using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Autograd;

/// <summary>A part of a step. libtorch's own graph holds what the backward pass needs of what is freed here.</summary>
internal sealed class LocalScope : ILocalScope
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();
    private readonly List<TorchTensor> _kept = new(1);

    public Tensor Keep(Tensor result)
    {
        _kept.Add((TorchTensor)result);
        return result;
    }

    public void Dispose()
    {
        foreach (var result in _kept)
        {
            _scope.MoveToOuter(result.Value);
        }

        _kept.Clear();
        _scope.Dispose();
    }
}
