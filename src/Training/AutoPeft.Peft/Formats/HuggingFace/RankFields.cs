using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>Rank and alpha in PEFT's configurations: the most common ones for all, patterns for modules that differ.</summary>
internal static class RankFields
{
    // PEFT's default of both.
    private const int Default = 8;

    /// <summary>Writes both.</summary>
    /// <param name="modules">At least one.</param>
    /// <param name="alphaField">The key of alpha: <c>lora_alpha</c> or <c>alpha</c>.</param>
    /// <param name="config">Takes the fields.</param>
    public static void Write(
        ImmutableArray<(ModuleShape Module, int Rank, double Alpha)> modules, string alphaField, JsonObject config)
    {
        var rank = MostCommon(modules.Select(item => item.Rank));
        var alpha = MostCommon(modules.Select(item => item.Alpha));
        config[alphaField] = PortableJson.Number(alpha);
        config["alpha_pattern"] = TargetPatterns.Write(
            modules.Where(item => item.Alpha != alpha).Select(item => (item.Module, PortableJson.Number(item.Alpha))));
        config["r"] = rank;
        config["rank_pattern"] = TargetPatterns.Write(
            modules.Where(item => item.Rank != rank).Select(item => (item.Module, (JsonNode)item.Rank)));
    }

    public static int Rank(JsonFields config, TargetMatcher targets, ModuleShape module) =>
        (int)(targets.Pattern("rank_pattern", module.Path) ?? config.WholeNumber("r", Default));

    public static double Alpha(JsonFields config, TargetMatcher targets, ModuleShape module, string alphaField) =>
        targets.Pattern("alpha_pattern", module.Path) ?? config.Number(alphaField, Default);

    /// <summary>Notes dropouts that act on ranks or modules, which only training sees and we do not have.</summary>
    public static void RefuseDropout(JsonFields config)
    {
        config.MustBe("rank_dropout", "0", "0.0");
        config.MustBe("module_dropout", "0", "0.0");
    }

    // The first of those that occur most often.
    private static T MostCommon<T>(IEnumerable<T> values)
        where T : struct
        => values.GroupBy(value => value).MaxBy(group => group.Count())!.Key;
}
