using System.Collections.Immutable;
using AutoPeft.Peft.Formats;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>
/// Our names of prefix tensors: <c>layers.3.prefix_tuning.keys</c>, and what re-parameterised layers share.
/// </summary>
internal static class PrefixNames
{
    private const string Method = PrefixTuningConfig.MethodName;

    public static string Keys(int layer) => $"layers.{layer}.{Method}.keys";

    public static string Values(int layer) => $"layers.{layer}.{Method}.values";

    /// <summary>
    /// What a shared tensor is called: groups are told apart by their first layer, which belongs to no other.
    /// </summary>
    public static string Shared(int firstLayer, string part) => $"groups.{firstLayer}.{Method}.{part}";

    /// <summary>
    /// Keys, then values, of each layer, [L, K] each: the order in which PEFT and AdapterHub store them side by
    /// side.
    /// </summary>
    public static ImmutableArray<TensorPart> Parts(IEnumerable<int> layers, int length, int width)
    {
        var shape = new Shape(length, width);

        return [.. layers.SelectMany(layer => (TensorPart[])[new(Keys(layer), shape), new(Values(layer), shape)])];
    }
}
