using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Activations;

namespace AutoPeft.Tensors.Operations;

/// <summary>A function of each element.</summary>
internal static class ActivationOperation
{
    public static ManagedTensor Apply<TActivation>(ManagedTensor x)
        where TActivation : struct, IActivation
    {
        var engine = x.Engine;
        var y = engine.Result(x.Shape);
        var (source, target) = (x.Data, y.Data);
        engine.Crew.ForRange(source.Length, ManagedEngine.ElementGrain, (first, count) =>
            engine.Kernels.Elementwise.Map<TActivation>(source.Slice(first, count), target.Slice(first, count)));
        if (engine.Records(x))
        {
            Record<TActivation>(x, y);
        }

        return y;
    }

    private static void Record<TActivation>(ManagedTensor x, ManagedTensor y)
        where TActivation : struct, IActivation
    {
        var (engine, source) = (x.Engine, x.Data.Retain());
        y.Record([x], [source], dy =>
        {
            var dx = engine.Pool.Rent(dy.Length);
            engine.Crew.ForRange(dy.Length, ManagedEngine.ElementGrain, (first, count) =>
                engine.Kernels.Elementwise.MapGradient<TActivation>(
                    source.Slice(first, count), dy.Slice(first, count), dx.Slice(first, count)));
            x.Gradients!.Give(dx);
        });
    }
}
