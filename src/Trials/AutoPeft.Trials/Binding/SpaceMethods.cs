using System.Collections.Immutable;
using AutoPeft.Peft.Methods;

namespace AutoPeft.Trials.Binding;

/// <summary>The PEFT methods that a search space can have.</summary>
public static class SpaceMethods
{
    /// <summary>Every method, by name.</summary>
    public static ImmutableArray<SpaceMethod> All { get; } = [.. MethodRegistry.BuiltIn.Methods.Select(Of)];

    private static SpaceMethod Of(PeftMethod method) => new(method.Name, method.Title, method.Size.Name)
    {
        Formula = method.Formula,
        Paper = method.Paper,
        IsSwitch = method.Size.Range?.Maximum == 1,
    };
}
