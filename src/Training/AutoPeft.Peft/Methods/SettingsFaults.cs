using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Methods;

/// <summary>Checks settings against the fields of their method.</summary>
internal static class SettingsFaults
{
    public static ImmutableArray<Fault> Of(PeftMethod method, MethodSettings settings, FaultPlace place) =>
    [
        .. settings.Names
            .Where(name => method.Fields.All(field => field.Name != name))
            .Select(name => Unknown(method, name, place)),
        .. method.Fields.Select(field => OfField(field, settings, place)).OfType<Fault>(),
    ];

    private static Fault Unknown(PeftMethod method, string name, FaultPlace place) => new(
        place,
        $"{method.Name} has no setting '{name}'.",
        $"Use {string.Join(", ", method.Fields.Select(field => field.Name))}.");

    private static Fault? OfField(MethodField field, MethodSettings settings, FaultPlace place) =>
        settings.Find(field.Name) is { } value
            ? field.Problem(value) is { } problem ? new(place, problem, $"Change {field.Name}.") : null
            : field.Default is null ? new(place, $"{field.Name} is missing.", $"Give {field.Name}.") : null;
}
