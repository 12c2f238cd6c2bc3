using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>A linear module of a layer, which asks for its extensions whenever it computes.</summary>
internal sealed class LinearModule(ModuleShape shape, Tensor weight, Tensor? bias)
{
    /// <summary>[B, T, in] → [B, T, out].</summary>
    public Tensor Apply(Tensor input, ForwardContext context)
    {
        var output = input.Linear(weight, bias);
        foreach (var extension in context.Extensions.Linear(shape.Layer, shape.Kind))
        {
            output = extension.Extend(input, output, context);
        }

        return output;
    }
}
