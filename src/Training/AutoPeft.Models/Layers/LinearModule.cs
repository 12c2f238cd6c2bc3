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
        var prepared = context.PerTrial(IsExtended, (own, parts) => Prepare(parts[0], own), input);

        // Where one trial of a pack changes its input, each has a product of its own: those of the others would otherwise pass on
        // the sum of their gradients instead of one after the other, which rounds differently.
        var output = context.Pack is null || prepared == input
            ? prepared.Linear(weight, bias)
            : context.PerTrial(static _ => true, (own, parts) => Prepare(parts[0], own).Linear(weight, bias), input);

        return context.PerTrial(IsExtended, (own, parts) => Extend(parts[0], parts[1], own), input, output);
    }

    private IReadOnlyList<ILinearExtension> ExtensionsOf(ForwardContext context) =>
        context.Extensions.Linear(shape.Layer, shape.Kind);

    private bool IsExtended(ForwardContext context) => ExtensionsOf(context).Count > 0;

    private Tensor Prepare(Tensor input, ForwardContext context) =>
        ExtensionsOf(context).Aggregate(input, (prepared, extension) => extension.Prepare(prepared, context));

    private Tensor Extend(Tensor input, Tensor output, ForwardContext context) =>
        ExtensionsOf(context).Aggregate(output, (extended, extension) => extension.Extend(input, extended, context));
}
