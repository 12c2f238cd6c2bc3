using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Our names of low-rank tensors: <c>layers.3.lora.query.a</c>.</summary>
internal static class LoraNames
{
    /// <summary>A, [r, in], and B, [out, r], of one linear module.</summary>
    public static TensorPart[] Parts(ModuleShape module, int rank)
    {
        var target = TargetNames.Of(module, LoraConfig.MethodName);

        return [new(target + ".a", new(rank, module.InputSize)), new(target + ".b", new(module.OutputSize, rank))];
    }
}
