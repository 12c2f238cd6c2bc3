using System.Collections.Immutable;
using AutoPeft.Search.Space.Yaml;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads the limits that a space keeps.</summary>
internal static class ConstraintReader
{
    public static ImmutableArray<Constraint> Read(YamlMap section) =>
        [.. (section.List("constraints") ?? []).Select(node => Read(node, section)).OfType<Constraint>()];

    private static Constraint? Read(YamlNode node, YamlMap section)
    {
        if (LimitText.Parse(YamlScalar.Text(node) ?? string.Empty) is not { } constraint)
        {
            section.Faults.Add(
                section.Source.PlaceOf(node), $"{YamlScalar.Describe(node)} is no constraint.", "Write it as \"trainable_fraction <= 0.02\".");
            return null;
        }

        var metric = constraint.Metric;
        if (AnalyticMetrics.UnitOf(metric) is null)
        {
            section.Faults.Add(
                section.Source.PlaceOf(node),
                MeasuredMetrics.Find(metric) is null
                    ? $"There is no metric '{metric}'."
                    : $"'{metric}' is known only after training, so it cannot limit the space.",
                Spelling.Remedy(metric, [.. AnalyticMetrics.Names]));
            return null;
        }

        return constraint;
    }
}
