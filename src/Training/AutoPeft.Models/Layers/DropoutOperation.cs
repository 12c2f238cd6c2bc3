using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>Dropout that is only there while training.</summary>
internal static class DropoutOperation
{
    /// <summary>
    /// Drops elements while training; each place in the model has a name of its own, so its mask is its own.
    /// </summary>
    public static Tensor Drop(this Tensor tensor, float fraction, ForwardContext context, string place) =>
        context.PerTrial(
            own => own.Training && fraction > 0, (own, parts) => own.Drop(parts[0], fraction, place), tensor);
}
