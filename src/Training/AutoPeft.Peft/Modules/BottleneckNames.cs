using AutoPeft.Peft.Formats;

namespace AutoPeft.Peft.Modules;

/// <summary>Our names of a bottleneck's tensors: <c>layers.3.serial_adapter.down.weight</c>.</summary>
internal static class BottleneckNames
{
    /// <summary>Down weight [D, C], down bias [D], up weight [C, D], up bias [C].</summary>
    public static TensorPart[] Parts(int layer, string method, int size, int hidden)
    {
        var name = $"layers.{layer}.{method}";

        return
        [
            new($"{name}.down.weight", new(size, hidden)),
            new($"{name}.down.bias", new(size)),
            new($"{name}.up.weight", new(hidden, size)),
            new($"{name}.up.bias", new(hidden)),
        ];
    }
}
