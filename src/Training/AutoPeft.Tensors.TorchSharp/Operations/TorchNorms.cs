using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Softmax, layer norm and root-mean-square norm over the innermost axis, always in 32-bit floats.</summary>
internal static class TorchNorms
{
    public static TorchTensor Softmax(TorchTensor x)
    {
        SoftmaxOperation.Check(x.Shape);
        return x.Engine.Result(x.Shape, torch.nn.functional.softmax(x.Full, -1));
    }

    public static TorchTensor LayerNorm(TorchTensor x, TorchTensor weight, TorchTensor bias, float epsilon)
    {
        NormOperation.Check(nameof(Tensor.LayerNorm), x.Shape, weight.Shape);
        NormOperation.Check(nameof(Tensor.LayerNorm), x.Shape, bias.Shape);
        var y = torch.nn.functional.layer_norm(x.Full, [x.Shape.Last], weight.Full, bias.Full, epsilon);
        return x.Engine.Result(x.Shape, y);
    }

    public static TorchTensor RmsNorm(TorchTensor x, TorchTensor weight, float epsilon)
    {
        NormOperation.Check(nameof(Tensor.RmsNorm), x.Shape, weight.Shape);
        var full = x.Full;
        using var square = full.mul(full);
        using var mean = square.mean([-1], keepdim: true);
        using var inverse = mean.add(epsilon).rsqrt();
        using var normal = full.mul(inverse);
        return x.Engine.Result(x.Shape, normal.mul(weight.Full));
    }
}
