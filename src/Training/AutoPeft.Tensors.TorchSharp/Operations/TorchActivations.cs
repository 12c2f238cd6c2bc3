using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Functions of each element that libtorch has no call for.</summary>
internal static class TorchActivations
{
    private static readonly double Root = Math.Sqrt(2 / Math.PI);

    /// <summary>0.5x(1 + tanh(√(2/π)(x + 0.044715x³))).</summary>
    public static torch.Tensor GeluTanh(torch.Tensor x)
    {
        using var square = x.mul(x);
        using var cubic = square.mul(0.044715 * Root).add(Root); // √(2/π)(1 + 0.044715x²)
        using var tanh = cubic.mul(x).tanh();
        using var half = tanh.add(1).mul(0.5);
        return half.mul(x);
    }
}
