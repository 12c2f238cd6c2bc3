using System.Globalization;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads what the fidelities of a pruner count, and from where to where.</summary>
internal static class FidelityFields
{
    private const double UsualLeastShare = 0.1;

    private static readonly (string Name, FidelityUnit Unit)[] Units =
        [("epochs", FidelityUnit.Epochs), ("steps", FidelityUnit.Steps), ("share", FidelityUnit.Share)];

    /// <summary>The name of a unit in files, and in what programs are told.</summary>
    public static string NameOf(FidelityUnit unit) => Units.Single(entry => entry.Unit == unit).Name;

    /// <summary>The unit; epochs unless it is given.</summary>
    public static FidelityUnit ReadUnit(YamlMap map)
    {
        var name = map.Choice("unit", [.. Units.Select(entry => entry.Name)]);

        return Units.FirstOrDefault(entry => entry.Name == name).Unit;
    }

    /// <summary>The pruner with its least and its most.</summary>
    public static PrunerDefinition ReadAmounts(YamlMap map, PrunerDefinition pruner) => pruner.Unit == FidelityUnit.Share
        ? pruner with { Least = ReadLeastShare(map, pruner.Reduction) }
        : pruner with { Least = ReadLeast(map, pruner), Most = ReadMost(map, pruner) };

    private static int ReadLeast(YamlMap map, PrunerDefinition pruner)
    {
        // An epoch is a good beginning, a step is not.
        var isMissing = pruner is { Unit: FidelityUnit.Steps, TellsAs: null } && map.Required("least") is null;

        return isMissing ? 1 : ControlSections.Whole(map, "least", 1) ?? 1;
    }

    private static int? ReadMost(YamlMap map, PrunerDefinition pruner)
    {
        if (pruner is { Unit: FidelityUnit.Epochs, TellsAs: null })
        {
            // Left to be rejected: the training says how many epochs there are.
            return null;
        }

        if (pruner.TellsAs is not null && map.Required("most") is null)
        {
            return null;
        }

        var least = map.WholeNumber("least") is { } given and > 0 ? given : 1;
        var most = ControlSections.Whole(map, "most", 1);
        if (most <= least)
        {
            map.Faults.Add(
                map.Source.PlaceOf(map.Node("most")!),
                string.Create(CultureInfo.InvariantCulture, $"'most' is {most}, so nothing lies between it and 'least', {least}."),
                "Choose a larger number: how much a whole training is.");
        }

        return most;
    }

    private static int ReadLeastShare(YamlMap map, int reduction)
    {
        var share = map.Number("least") ?? UsualLeastShare;
        if (share > 0 && RungLadder.OfShares(Fidelity.OfShare(Math.Min(share, 1)), reduction).Rungs.Length > 0)
        {
            return Fidelity.OfShare(share).Amount;
        }

        map.Faults.Add(
            map.Node("least") is { } node ? map.Source.PlaceOf(node) : map.Place,
            string.Create(CultureInfo.InvariantCulture, $"'least' is {share}, and the shares that are compared are 1/{reduction}, 1/{(long)reduction * reduction} and so on."),
            string.Create(CultureInfo.InvariantCulture, $"Choose a share above 0, at most 1/{reduction}."));
        return 1;
    }
}
