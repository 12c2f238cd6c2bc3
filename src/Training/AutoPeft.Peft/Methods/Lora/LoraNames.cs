using AutoPeft.Models.Checkpoints;
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

    /// <summary>The tensors of a low-rank module that another method's module amounts to.</summary>
    /// <param name="module">Where it stands.</param>
    /// <param name="a">A, [r, in], row-major.</param>
    /// <param name="b">B, [out, r], row-major.</param>
    public static TensorData[] Folded(ModuleShape module, float[] a, float[] b)
    {
        var parts = Parts(module, a.Length / module.InputSize);

        return [new(parts[0].Name, parts[0].Shape, a), new(parts[1].Name, parts[1].Shape, b)];
    }
}
