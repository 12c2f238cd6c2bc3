using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Autograd;

/// <summary>Where the gradient of a part of a tensor is summed up: in its place in the gradient of the whole.</summary>
/// <remarks>
/// Every contribution is added there when it arrives, so the order of the sum, and with it every bit, is the one that there would be
/// if the part were a tensor of its own.
/// </remarks>
internal sealed class GradientPart(GradientSlot whole, ManagedEngine engine, (int Start, int Count) part)
    : GradientSlot(engine, part.Count, isLeaf: false)
{
    /// <inheritdoc/>
    protected override bool TakesOver => false;

    /// <inheritdoc/>
    public override TensorBuffer Open(out bool accumulate)
    {
        var buffer = whole.Open(out var hasParts);
        if (!hasParts)
        {
            buffer.Span.Clear();
        }

        accumulate = true;

        return buffer.Window(part.Start, part.Count);
    }
}
