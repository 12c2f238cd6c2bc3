using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Matrix products.</summary>
internal static class TorchProducts
{
    /// <summary>x · Wᵀ + b, [.., in] → [.., out].</summary>
    public static TorchTensor Linear(TorchTensor x, TorchTensor weight, TorchTensor? bias)
    {
        LinearOperation.Check(x.Shape, weight.Shape, bias?.Shape);
        var y = torch.nn.functional.linear(x.Factor, weight.Factor, bias?.Factor);
        return x.Engine.Result(x.Shape.WithLast(weight.Shape[0]), y);
    }

    /// <summary>[M, K] · [K, N] → [M, N].</summary>
    public static TorchTensor Product(TorchTensor left, TorchTensor right)
    {
        MatrixOperation.CheckProduct(left.Shape, right.Shape);
        return left.Engine.Result(new Shape(left.Shape[0], right.Shape[1]), left.Factor.mm(right.Factor));
    }
}
