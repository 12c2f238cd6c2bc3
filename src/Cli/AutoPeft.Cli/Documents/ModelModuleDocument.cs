using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Cli.Documents;

/// <summary>A linear module that can be adapted.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Target">What study files call it under <c>targets</c>.</param>
/// <param name="Path">Its name in the checkpoint.</param>
/// <param name="InputSize">Columns of its weight.</param>
/// <param name="OutputSize">Rows of its weight.</param>
/// <param name="Parameters">Numbers in its weight and bias.</param>
internal sealed record ModelModuleDocument(int Layer, string Target, string Path, int InputSize, int OutputSize, long Parameters)
{
    /// <summary>The document of a module.</summary>
    public static ModelModuleDocument Of(ModuleShape module) => new(
        module.Layer,
        ModuleKindNames.Of(module.Kind),
        module.Path,
        module.InputSize,
        module.OutputSize,
        ((long)module.InputSize * module.OutputSize) + (module.HasBias ? module.OutputSize : 0));
}
