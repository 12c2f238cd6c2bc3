using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>Says whether AdapterHub can hold a configuration.</summary>
internal static class AdapterHubJudge
{
    // The families whose tensor names in AdapterHub follow BERT's.
    private static readonly string[] Families = ["bert", "roberta"];

    public static ExportVerdict Judge(PeftConfig config, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(shape);

        if (config.Groups.IsEmpty)
        {
            return ExportVerdict.Impossible("There is no module to export.", "Export to autopeft.");
        }

        if (!Families.Contains(shape.Family))
        {
            return ExportVerdict.Impossible(
                $"The names of AdapterHub's tensors are known for {string.Join(" and ", Families)}, not for {shape.Family}.",
                "Export to hf_peft or autopeft.");
        }

        return config.Folded().Groups
            .GroupBy(group => MethodRegistry.BuiltIn.Of(group.Method))
            .Select(method => method.Key.AdapterHub?.Judge([.. method], shape)
                ?? ExportVerdict.Impossible($"AdapterHub has no {MethodTitles.FoldedInto(config, method.Key, " and no ")}.", "Export to autopeft."))
            .Append(Conflicts(config))
            .Append(OneLowRank(config))
            .Append(OneTable(config))
            .Aggregate((all, verdict) => all.And(verdict));
    }

    // Version 1.2.0 asks for the one low-rank configuration of all layers and fails with "Multiple adapter definitions conflict for adapter … in
    // layer None" when a union has several.
    private static ExportVerdict OneLowRank(PeftConfig config)
    {
        var several = config.Folded().Groups.Count(group => MethodRegistry.BuiltIn.Of(group.Method).AdapterHub?.IsLowRank == true);

        return several < 2
            ? ExportVerdict.Exact
            : ExportVerdict.Impossible(
                $"AdapterHub takes one low-rank configuration for all the layers that have one; here are {several}.",
                "Export to hf_peft, which keeps settings for every module, or to autopeft; or search with equal settings in all layers.");
    }

    // All prefixes lie in one table, which is of one length and gated or not.
    private static ExportVerdict OneTable(PeftConfig config)
    {
        var prefixes = config.Folded().Groups
            .Where(group => MethodRegistry.BuiltIn.Of(group.Method).AdapterHub?.Locations(group.Method).Contains(AdapterHubNames.PrefixLocation) == true)
            .Select(group => group.Method.Method)
            .Distinct()
            .Count();

        return prefixes < 2
            ? ExportVerdict.Exact
            : ExportVerdict.Impossible("AdapterHub has one table of prefixes; here some are gated and some are not.", "Export to autopeft.");
    }

    // AdapterHub fails with "Multiple adapter definitions conflict" when two modules take one location of a layer.
    private static ExportVerdict Conflicts(PeftConfig config)
    {
        var conflicts =
            from placement in config.Folded().Placements
            let mapping = MethodRegistry.BuiltIn.Of(placement.Method).AdapterHub
            where mapping is not null
            from location in mapping.Locations(placement.Method)
            group placement.Layer by (placement.Layer, location) into place
            where place.Count() > 1
            group place.Key.Layer by place.Key.location;
        var reasons = conflicts.Select(conflict =>
            $"AdapterHub allows one {conflict.Key} in a layer; layers {string.Join(", ", conflict)} have two.").ToArray();

        return reasons.Length == 0
            ? ExportVerdict.Exact
            : new(
                ExportVerdictKind.Impossible,
                [.. reasons],
                "Export to autopeft, or search with only one of them in each layer.");
    }
}
