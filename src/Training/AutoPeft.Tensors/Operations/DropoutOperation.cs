using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Noise;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Operations;

/// <summary>Zeroes elements by lot. The mask is not kept: the key gives it again for the gradient.</summary>
internal static class DropoutOperation
{
    public static ManagedTensor Apply(ManagedTensor x, float fraction, RandomKey key)
    {
        Check(fraction);
        if (fraction == 0)
        {
            return x;
        }

        var y = x.Engine.Result(x.Shape);
        Mask(x.Engine, x.Data, y.Data, key, fraction);
        if (x.Engine.Records(x))
        {
            y.Record([x], [], dy =>
            {
                var dx = x.Engine.Pool.Rent(dy.Length);
                Mask(x.Engine, dy, dx, key, fraction);
                x.Gradients!.Give(dx);
            });
        }

        return y;
    }

    internal static void Check(float fraction)
    {
        if (!(fraction >= 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction lies in [0, 1).");
        }
    }

    private static void Mask(ManagedEngine engine, TensorBuffer x, TensorBuffer result, RandomKey key, float fraction) =>
        engine.Crew.ForRange(x.Length, ManagedEngine.ElementGrain, (first, count) =>
            DropoutKernels.Apply(x.Slice(first, count), result.Slice(first, count), (key, first), fraction));
}
