using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Kernels.Optimizers;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>One AdamW update of a leaf and its moments.</summary>
internal static class AdamWOperation
{
    public static void Apply(ManagedTensor leaf, ManagedTensor firstMoment, ManagedTensor secondMoment, AdamWStep step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step.Step, 1, nameof(step));
        Check(leaf, firstMoment);
        Check(leaf, secondMoment);
        if (leaf.Gradients?.Value is not { } gradient)
        {
            throw new InvalidOperationException("There is no gradient to update with: call Backward first.");
        }

        var (parameters, first, second) = (leaf.Data, firstMoment.Data, secondMoment.Data);
        leaf.Engine.Crew.ForRange(parameters.Length, ManagedEngine.ElementGrain, (start, count) =>
            leaf.Engine.Kernels.AdamW.Update(
                new AdamWSpans(
                    parameters.Slice(start, count), gradient.Slice(start, count), first.Slice(start, count), second.Slice(start, count)),
                step));
    }

    private static void Check(ManagedTensor leaf, ManagedTensor moment)
    {
        if (moment.Shape != leaf.Shape)
        {
            throw new ShapeMismatchException(nameof(Tensor.ApplyAdamW), leaf.Shape, moment.Shape);
        }

        if (!moment.IsLeaf)
        {
            throw new ArgumentException("Moments are leaves.", nameof(moment));
        }
    }
}
