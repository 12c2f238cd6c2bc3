using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Sum and product of elements, and multiplication by a number. 16-bit and 32-bit operands give 32-bit results.</summary>
internal static class TorchArithmetic
{
    public static TorchTensor Add(TorchTensor x, TorchTensor other)
    {
        ArithmeticOperation.Check(nameof(Tensor.Add), x.Shape, other.Shape);
        return x.Engine.Result(x.Shape, x.Value.add(other.Value));
    }

    public static TorchTensor Multiply(TorchTensor x, TorchTensor other)
    {
        ArithmeticOperation.Check(nameof(Tensor.Multiply), x.Shape, other.Shape);
        return x.Engine.Result(x.Shape, x.Value.mul(other.Value));
    }

    public static TorchTensor Scale(TorchTensor x, float factor)
    {
        using var number = factor.ToScalar();
        return x.Engine.Result(x.Shape, x.Value.mul(number));
    }
}
