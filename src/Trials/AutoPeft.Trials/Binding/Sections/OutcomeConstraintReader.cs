using System.Collections.Immutable;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>constraints</c> of a study: limits on what its trials measure.</summary>
internal static class OutcomeConstraintReader
{
    /// <summary>The limits; faults are collected.</summary>
    /// <param name="root">The document.</param>
    /// <param name="find">What is known of the metric of a name, at a node; null, with a fault, when there is none.</param>
    public static ImmutableArray<OutcomeConstraint> Read(YamlMap root, Func<YamlMap, YamlNode, string, KnownMetric?> find) =>
        [.. (root.List("constraints") ?? []).Select(node => Read(root, node, find)).OfType<OutcomeConstraint>()];

    private static OutcomeConstraint? Read(YamlMap root, YamlNode node, Func<YamlMap, YamlNode, string, KnownMetric?> find)
    {
        if (LimitText.Parse(YamlScalar.Text(node) ?? string.Empty) is not var (metric, isUpper, limit))
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"{YamlScalar.Describe(node)} is no constraint.", "Write it as \"training_seconds <= 60\".");
            return null;
        }

        if (find(root, node, metric) is not { } known)
        {
            return null;
        }

        if (known.IsAnalytic)
        {
            root.Faults.Add(
                root.Source.PlaceOf(node), $"'{metric}' follows from the configuration, so it limits the space.", "Move it to constraints of the section 'space'.");
            return null;
        }

        return new(metric, isUpper, limit);
    }
}
