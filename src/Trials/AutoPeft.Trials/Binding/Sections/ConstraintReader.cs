using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using AutoPeft.Search.Space.Yaml;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads limits such as <c>trainable_fraction &lt;= 2%</c>.</summary>
internal static partial class ConstraintReader
{
    public static ImmutableArray<Constraint> Read(YamlMap section) =>
        [.. (section.List("constraints") ?? []).Select(node => Read(node, section)).OfType<Constraint>()];

    private static Constraint? Read(YamlNode node, YamlMap section)
    {
        var match = Pattern().Match(YamlScalar.Text(node) ?? string.Empty);
        if (!match.Success || !double.TryParse(match.Groups["limit"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
        {
            section.Faults.Add(
                section.Source.PlaceOf(node), $"{YamlScalar.Describe(node)} is no constraint.", "Write it as \"trainable_fraction <= 0.02\".");
            return null;
        }

        var metric = match.Groups["metric"].Value;
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

        return new(metric, match.Groups["sign"].Value == "<=", match.Groups["percent"].Success ? limit / 100 : limit);
    }

    [GeneratedRegex(@"\A\s*(?<metric>[a-z0-9_]+)\s*(?<sign><=|>=)\s*(?<limit>[-+0-9.eE]+)\s*(?<percent>%)?\s*\z")]
    private static partial Regex Pattern();
}
