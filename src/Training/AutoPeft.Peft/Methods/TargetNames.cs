using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>Our names of the tensors of a linear module: <c>layers.3.lora.query.a</c>.</summary>
internal static class TargetNames
{
    public static string Of(ModuleShape module, string method) =>
        $"layers.{module.Layer}.{method}.{ModuleKindNames.Of(module.Kind)}";
}
