using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Kernels.Noise;
using AutoPeft.Tensors.TorchSharp.Engines;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>Zeroes elements by the lots of a key, which are the same on every engine: the mask is made here and sent to the device.</summary>
internal static class TorchDropout
{
    public static TorchTensor Apply(TorchTensor x, float fraction, RandomKey key)
    {
        Tensors.Operations.DropoutOperation.Check(fraction);
        if (fraction == 0)
        {
            return x;
        }

        using var mask = Transfers.Make(x.Shape, x.Engine.Device, (first, part) =>
        {
            part.Fill(1);
            DropoutKernels.Apply(part, part, (key, first), fraction);
        });
        using var same = mask.to(x.Value.dtype);
        return x.Engine.Result(x.Shape, x.Value.mul(same));
    }
}
