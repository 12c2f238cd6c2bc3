using AutoPeft.Tensors.TorchSharp.Engines;

namespace AutoPeft.Tensors.TorchSharp.Autograd;

/// <summary>Sends the gradient of a scalar back to the leaves it depends on.</summary>
internal static class BackwardPass
{
    public static void From(TorchTensor loss)
    {
        if (loss.Shape.Count != 1 || !loss.RequiresGradient)
        {
            throw new InvalidOperationException(loss.RequiresGradient
                ? $"A gradient starts from a scalar, not from the shape {loss.Shape}."
                : "Nothing that this tensor was computed from requires a gradient.");
        }

        var parts = loss.Engine.State.Parts;
        if (parts.Count == 0)
        {
            loss.Value.backward();
            return;
        }

        // A part's output is used by later ones only, so in this order every gradient is complete when it is sent on.
        loss.Value.backward(retain_graph: true);
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            parts[i].Backward();
        }
    }
}
