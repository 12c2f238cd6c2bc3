using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Layers;

/// <summary>A layer norm with its weight and bias, both [C]; without a bias, a root-mean-square norm.</summary>
internal sealed class NormModule(Tensor weight, Tensor? bias, float epsilon)
{
    /// <summary>[.., C] → [.., C], with the model's own weights.</summary>
    public Tensor Apply(Tensor input) => Apply(input, weight, bias);

    /// <summary>[.., C] → [.., C], with trained weights where the forward pass has some for this place.</summary>
    public Tensor Apply(Tensor input, (int Layer, SublayerKind Kind) place, ForwardContext context) =>
        context.Pack is { } pack && !pack.Any(own => TrainedAt(place, own) is not null)
            ? Apply(input)
            : context.PerTrial(_ => true, (own, parts) => ApplyOwn(parts[0], place, own), input);

    private static INormExtension? TrainedAt((int Layer, SublayerKind Kind) place, ForwardContext context) =>
        context.Extensions.Norm(place.Layer, place.Kind);

    private Tensor ApplyOwn(Tensor input, (int Layer, SublayerKind Kind) place, ForwardContext context) =>
        TrainedAt(place, context) is { } trained ? Apply(input, trained.Weight, trained.Bias) : Apply(input);

    private Tensor Apply(Tensor input, Tensor factors, Tensor? shifts) =>
        shifts is null ? input.RmsNorm(factors, epsilon) : input.LayerNorm(factors, shifts, epsilon);
}
