using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Compacter;

/// <summary>Our names of a Compacter's tensors: <c>layers.3.compacter.down.left</c>, and the rule that all layers share.</summary>
internal static class CompacterParts
{
    /// <summary>A, [n, n, n]; groups are told apart by their first layer, which belongs to no other.</summary>
    public static TensorPart Rule(CompacterConfig config, int firstLayer)
    {
        var n = config.PhmDimension;

        return new($"layers.{firstLayer}.{config.Method}.rule", new(n, n, n));
    }

    /// <summary>Left [n, in / n, r], right [n, r, out / n] and bias [out] of the product down; then those of the product up.</summary>
    public static TensorPart[] Of(CompacterConfig config, (int Layer, SublayerKind Kind) place, ModelShape shape)
    {
        var name = BottleneckNames.Of(place, config.Method);

        return
        [
            .. Product(config, name + ".down", shape.HiddenSize, config.BottleneckSize),
            .. Product(config, name + ".up", config.BottleneckSize, shape.HiddenSize),
        ];
    }

    private static TensorPart[] Product(CompacterConfig config, string name, int input, int output)
    {
        var n = config.PhmDimension;

        return
        [
            new(name + ".left", new(n, input / n, config.PhmRank)),
            new(name + ".right", new(n, config.PhmRank, output / n)),
            new(name + ".bias", new(output)),
        ];
    }
}
