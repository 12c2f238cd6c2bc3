using System.Collections.Immutable;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Trials.Binding;

/// <summary>Reads modules as the combinations that a space names; a configuration holds their members.</summary>
internal static class Combinations
{
    /// <summary>The placements with the members of each combination as one, in layers that have all of them; the same where there are none.</summary>
    public static ImmutableArray<PeftPlacement> Read(PeftConfig modules, IEnumerable<PeftMethod> methods) => methods
        .Where(method => method.IsCombination)
        .Aggregate(modules.Placements, Read);

    private static ImmutableArray<PeftPlacement> Read(ImmutableArray<PeftPlacement> placements, PeftMethod combination) =>
        [.. placements.GroupBy(placement => placement.Layer).SelectMany(layer => Read(layer.Key, [.. layer.Select(placement => placement.Method)], combination))];

    private static IEnumerable<PeftPlacement> Read(int layer, MethodConfig[] methods, PeftMethod combination)
    {
        var whole = combination.Combining(methods);
        var members = whole?.Members.Select(member => member.Canonical()).ToArray() ?? [];

        return methods.Except(members).Concat(whole is null ? [] : [whole]).Select(method => new PeftPlacement(layer, method));
    }
}
