using System.Globalization;
using AutoPeft.Search.Studies;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.BlackBox;

/// <summary>Writes settings that were given beside a file into its document, so that a store keeps one definition.</summary>
internal static class BlackBoxOverlay
{
    /// <summary>How many trials a study has when nothing says so.</summary>
    public const int UsualTrials = 100;

    public static void Apply(YamlMappingNode root, BlackBoxSettings settings)
    {
        Set(root, "name", settings.Name);
        Set(root, "time_limit", settings.TimeLimit);
        Set(root, "sampler", settings.Sampler);
        Set(root, "seed", settings.Seed);
        Set(root, "concurrency", settings.Concurrency);
        if (!settings.Command.IsEmpty)
        {
            root.Children["command"] = new YamlSequenceNode(settings.Command.Select(Quoted));
        }

        if (!settings.Objectives.IsEmpty)
        {
            root.Children["objectives"] = new YamlSequenceNode(settings.Objectives.Select(NodeOf));
        }

        ApplyBudget(root, settings);
        if (!root.Children.ContainsKey("retries"))
        {
            // A program that failed mostly fails again; a user who knows better says so.
            Set(root, "retries", 0);
        }
    }

    public static string Write(YamlNode root)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);

        return text.ToString();
    }

    private static void ApplyBudget(YamlMappingNode root, BlackBoxSettings settings)
    {
        if (!root.Children.TryGetValue("budget", out var node))
        {
            node = new YamlMappingNode();
            root.Children["budget"] = node;
            if (settings.Time is null)
            {
                Set((YamlMappingNode)node, "trials", UsualTrials);
            }
        }

        if (node is YamlMappingNode budget)
        {
            Set(budget, "trials", settings.Trials);
            Set(budget, "time", settings.Time);
        }
    }

    private static void Set(YamlMappingNode map, string key, string? value)
    {
        if (value is not null)
        {
            map.Children[key] = Quoted(value);
        }
    }

    private static void Set(YamlMappingNode map, string key, long? value)
    {
        if (value is { } number)
        {
            map.Children[key] = new YamlScalarNode(number.ToString(CultureInfo.InvariantCulture)) { Style = ScalarStyle.Plain };
        }
    }

    private static YamlMappingNode NodeOf(Objective objective) => new(
        new YamlScalarNode("name"),
        Quoted(objective.Name),
        new YamlScalarNode("direction"),
        new YamlScalarNode(objective.Direction == Direction.Maximize ? "maximize" : "minimize"));

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };
}
