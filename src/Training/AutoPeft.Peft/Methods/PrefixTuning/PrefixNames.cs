namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Our names of prefix tensors: <c>layers.3.prefix_tuning.keys</c>, and what re-parameterised layers share.</summary>
internal static class PrefixNames
{
    private const string Method = PrefixTuningConfig.MethodName;

    public static string Keys(int layer) => $"layers.{layer}.{Method}.keys";

    public static string Values(int layer) => $"layers.{layer}.{Method}.values";

    /// <summary>What a shared tensor is called: groups are told apart by their first layer, which belongs to no other.</summary>
    public static string Shared(int firstLayer, string part) => $"groups.{firstLayer}.{Method}.{part}";
}
