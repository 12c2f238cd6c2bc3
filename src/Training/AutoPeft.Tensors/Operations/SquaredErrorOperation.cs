using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Mean squared difference from a constant.</summary>
internal static class SquaredErrorOperation
{
    public static ManagedTensor Apply(ManagedTensor x, ReadOnlySpan<float> targets)
    {
        Check(x.Shape, targets);
        var difference = x.Engine.Pool.Rent(x.Shape.Count);
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            difference.Span[i] = x.Data.Span[i] - targets[i];
            sum += (double)difference.Span[i] * difference.Span[i];
        }

        var loss = x.Engine.Result(default);
        loss.Data.Span[0] = (float)(sum / targets.Length);
        if (!x.Engine.Records(x))
        {
            difference.Dispose();
            return loss;
        }

        loss.Record([x], [difference], dy =>
        {
            var dx = x.Engine.Pool.Rent(difference.Length);
            x.Engine.Kernels.Elementwise.Scale(difference.Span, 2 * dy.Span[0] / difference.Length, dx.Span);
            x.Gradients!.Give(dx);
        });
        return loss;
    }

    internal static void Check(Shape x, ReadOnlySpan<float> targets)
    {
        if (targets.Length != x.Count)
        {
            throw new ArgumentException($"{targets.Length} targets do not fit the shape {x}.", nameof(targets));
        }
    }
}
