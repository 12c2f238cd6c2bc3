using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Placement;

/// <summary>Finds everything that prevents using a configuration with a model.</summary>
internal static class PlacementFaults
{
    public static ImmutableArray<Fault> Of(PeftConfig config, ModelShape shape) =>
    [
        .. config.Placements.SelectMany(placement => OfPlacement(placement, shape)),
        .. config.Placements.GroupBy(placement => placement.Layer).SelectMany(OfLayer),
    ];

    private static IEnumerable<Fault> OfPlacement(PeftPlacement placement, ModelShape shape)
    {
        var place = Place(placement.Layer, placement.Method);
        if (placement.Layer < 0 || placement.Layer >= shape.Layers)
        {
            yield return new(
                place,
                $"Layer {placement.Layer} does not exist; the model has layers 0 to {shape.Layers - 1}.",
                "Name a layer that the model has.");
            yield break;
        }

        foreach (var message in placement.Method.Faults())
        {
            yield return new(place, message, "Change the setting, or leave the module out of this layer.");
        }

        foreach (var message in placement.Method.Misfits(shape, placement.Layer))
        {
            yield return new(place, message, $"Choose what a model of family {shape.Family} has.");
        }
    }

    private static IEnumerable<Fault> OfLayer(IGrouping<int, PeftPlacement> layer)
    {
        // What is exported as another method takes that method's place.
        var methods = layer.Select(placement => placement.Method.Folded()).ToArray();
        for (var i = 0; i < methods.Length; i++)
        {
            for (var j = i + 1; j < methods.Length; j++)
            {
                if (methods[i].Method == methods[j].Method && methods[i].Overlaps(methods[j]))
                {
                    yield return new(
                        Place(layer.Key, methods[i]),
                        "Two modules of this method with different settings act at one place.",
                        "Keep one of them.");
                }
            }
        }
    }

    private static FaultPlace Place(int layer, MethodConfig method) => new($"layer {layer}, {method.Method}");
}
