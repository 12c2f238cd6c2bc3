using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Modules;

/// <summary>
/// Our names of a bottleneck's tensors: <c>layers.3.serial_adapter.down.weight</c> at the feed-forward block,
/// <c>layers.3.serial_adapter.attention.down.weight</c> at the attention.
/// </summary>
internal static class BottleneckNames
{
    private const string Attention = "attention";

    /// <summary>What the names of one bottleneck begin with.</summary>
    public static string Of((int Layer, SublayerKind Kind) place, string method) =>
        $"layers.{place.Layer}.{method}" + (place.Kind == SublayerKind.Attention ? "." + Attention : string.Empty);

    /// <summary>The key of its initial weights.</summary>
    public static RandomKey KeyOf((int Layer, SublayerKind Kind) place, string method, ModuleContext context)
    {
        var key = context.KeyOf(place.Layer, method);

        return place.Kind == SublayerKind.Attention ? key.For(Attention) : key;
    }

    /// <summary>Down weight [D, C], down bias [D], up weight [C, D], up bias [C].</summary>
    public static TensorPart[] Parts(string name, int size, int hidden) =>
    [
        new($"{name}.down.weight", new(size, hidden)),
        new($"{name}.down.bias", new(size)),
        new($"{name}.up.weight", new(hidden, size)),
        new($"{name}.up.bias", new(hidden)),
    ];
}
