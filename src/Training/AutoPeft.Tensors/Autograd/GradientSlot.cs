using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Autograd;

/// <summary>Where the gradient of one tensor is summed up.</summary>
/// <remarks>
/// The gradient of a result is rented when its first part arrives and goes back as soon as it has been sent on; several
/// results may hold one buffer (both operands of a sum do), so it is copied before it is changed. The gradient of a leaf has
/// memory of its own, which it keeps.
/// </remarks>
internal class GradientSlot(ManagedEngine engine, int count, bool isLeaf)
{
    private TensorBuffer? _own;

    /// <summary>The sum so far; null when nothing has arrived.</summary>
    public TensorBuffer? Value { get; private set; }

    /// <summary>Whether the first gradient that arrives may be kept as it is.</summary>
    protected virtual bool TakesOver => !isLeaf;

    /// <summary>A buffer that only this slot holds, for an operation to write or add its part to.</summary>
    /// <param name="accumulate">Whether there is something to add to; if not, the content is undefined.</param>
    public virtual TensorBuffer Open(out bool accumulate)
    {
        accumulate = Value is not null;
        if (Value is null)
        {
            Value = Fresh();
        }
        else if (Value.IsShared)
        {
            var copy = engine.Pool.Rent(count);
            Value.Span.CopyTo(copy.Span);
            Value.Dispose();
            Value = copy;
        }

        return Value;
    }

    /// <summary>Adds a gradient and takes over the caller's reference to it.</summary>
    public void Give(TensorBuffer gradient)
    {
        if (Value is null && TakesOver)
        {
            Value = gradient;
            return;
        }

        var target = Open(out var accumulate);
        if (accumulate)
        {
            engine.Crew.ForRange(count, ManagedEngine.ElementGrain, (first, length) =>
                engine.Kernels.Elementwise.AddTo(gradient.Slice(first, length), target.Slice(first, length)));
        }
        else
        {
            gradient.Span.CopyTo(target.Span);
        }

        gradient.Dispose();
    }

    /// <summary>Forgets the gradient.</summary>
    public void Clear()
    {
        Value?.Dispose();
        Value = null;
    }

    /// <summary>Lets go of the memory of a leaf's gradient: the leaf is gone.</summary>
    public void Forget()
    {
        engine.Pool.Meter.GiveBack(_own is null ? 0 : count);
        (_own, Value) = (null, null);
    }

    private TensorBuffer Fresh() => isLeaf ? _own ??= Own() : engine.Pool.Rent(count);

    private TensorBuffer Own()
    {
        engine.Pool.Meter.Take(count);
        return new(count, pool: null);
    }
}
