using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>The rule that a configuration has at least one module, in the form that can be counted where there is one.</summary>
/// <remarks>
/// When every size holds for all layers, a configuration has a module exactly when a layer is on and a size is not 0: two
/// groups that search counts by structure. With sizes of single layers only the configuration as a whole can tell.
/// </remarks>
internal static class ModuleRule
{
    private const string Reason = "No layer has a module.";

    public static ImmutableArray<RequireAny> Required(BoundSpaceParts parts)
    {
        if (!IsStructural(parts))
        {
            return [];
        }

        var groups = ImmutableArray.CreateBuilder<RequireAny>();
        if (!parts.Switches.IsEmpty)
        {
            groups.Add(new([.. parts.Switches.Select(item => item.Name)]));
        }

        if (!parts.Methods.Any(IsAlwaysThere))
        {
            groups.Add(new([.. parts.Methods.SelectMany(method => method.Size!.Parameters).Select(size => size.Name)]));
        }

        return groups.ToImmutable();
    }

    public static ImmutableArray<SpaceRule> Rules(BoundSpaceParts parts, PeftBinding binding) => IsStructural(parts)
        ? []
        : [
            new("at least one module", Reason, configuration => binding.HasModules(configuration))
            {
                Parameters =
                [
                    .. parts.Methods.Select(method => method.ChosenBy).OfType<string>().Distinct(),
                    .. parts.Switches.Concat(parts.Methods.SelectMany(method => method.Size?.Parameters ?? [])).Select(item => item.Name),
                ],
            },
        ];

    // Without switches a single layer with a module is enough, so that sizes of layers are as good as sizes of all.
    private static bool IsStructural(BoundSpaceParts parts) =>
        parts.Methods.All(method => method.ChosenBy is null || method.IsThereOnceChosen)
        && (parts.Switches.IsEmpty || parts.Methods.All(method => method.Size is null || method.Size.IsShared));

    // One of the methods to choose from is there in any case.
    private static bool IsAlwaysThere(MethodBinding method) =>
        method.ChosenBy is not null || method.Size is null || method.Size.Parameters.IsEmpty;
}
