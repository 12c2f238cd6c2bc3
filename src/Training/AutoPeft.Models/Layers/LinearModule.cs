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
        var extensions = context.Extensions.Linear(shape.Layer, shape.Kind);
        var prepared = input;
        foreach (var extension in extensions)
        {
            prepared = extension.Prepare(prepared, context);
        }

        var output = prepared.Linear(weight, bias);
        foreach (var extension in extensions)
        {
            output = extension.Extend(input, output, context);
        }

        return output;
    }
}
