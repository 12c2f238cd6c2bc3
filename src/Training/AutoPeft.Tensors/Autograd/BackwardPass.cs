using AutoPeft.Tensors.Engines;

namespace AutoPeft.Tensors.Autograd;

/// <summary>Sends the gradient of a scalar back to the leaves it depends on.</summary>
internal static class BackwardPass
{
    /// <summary>
    /// Visits everything between <paramref name="loss"/> and the leaves that require a gradient, latest first. Creation
    /// numbers are a topological order, so each gradient is complete before it is sent on, and the order of every sum is fixed.
    /// </summary>
    public static void From(ManagedTensor loss)
    {
        if (loss.Shape.Count != 1 || loss.Gradients is null)
        {
            throw new InvalidOperationException(loss.Gradients is null
                ? "Nothing that this tensor was computed from requires a gradient."
                : $"A gradient starts from a scalar, not from the shape {loss.Shape}.");
        }

        var engine = loss.Engine;
        var pending = engine.Scopes.Pending;
        var one = engine.Pool.Rent(1);
        one.Span[0] = 1;
        loss.Gradients.Give(one);

        try
        {
            Collect(loss, engine.NextNumber(), pending);
            pending.Sort(static (left, right) => right.Entry!.Number.CompareTo(left.Entry!.Number));
            foreach (var tensor in pending)
            {
                tensor.SendGradientBack();
            }
        }
        finally
        {
            pending.Clear();
        }
    }

    private static void Collect(ManagedTensor loss, long pass, List<ManagedTensor> found)
    {
        if (loss.Visit(pass))
        {
            found.Add(loss);
        }

        for (var i = 0; i < found.Count; i++)
        {
            foreach (var operand in found[i].Entry!.Operands)
            {
                if (operand.Visit(pass))
                {
                    found.Add(operand);
                }
            }
        }
    }
}
