using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Our names of low-rank tensors: <c>layers.3.lora.query.a</c>.</summary>
internal static class LoraNames
{
    public static string Target(int layer, ModuleKind kind) =>
        $"layers.{layer}.{LoraConfig.MethodName}.{ModuleKindNames.Of(kind)}";

    public static string A(string target) => target + ".a";

    public static string B(string target) => target + ".b";

    /// <summary>A, [r, in], and B, [out, r], of one linear module.</summary>
    public static TensorPart[] Parts(ModuleShape module, int rank)
    {
        var target = Target(module.Layer, module.Kind);

        return [new(A(target), new(rank, module.InputSize)), new(B(target), new(module.OutputSize, rank))];
    }
}
