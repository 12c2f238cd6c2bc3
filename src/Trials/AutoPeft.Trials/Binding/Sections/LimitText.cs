using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads limits such as <c>trainable_fraction &lt;= 2%</c>, whatever the metric.</summary>
internal static partial class LimitText
{
    /// <summary>The limit; null when the text is none.</summary>
    public static Constraint? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !double.TryParse(match.Groups["limit"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
        {
            return null;
        }

        return new(match.Groups["metric"].Value, match.Groups["sign"].Value == "<=", match.Groups["percent"].Success ? limit / 100 : limit);
    }

    [GeneratedRegex(@"\A\s*(?<metric>[a-z0-9_]+)\s*(?<sign><=|>=)\s*(?<limit>[-+0-9.eE]+)\s*(?<percent>%)?\s*\z")]
    private static partial Regex Pattern();
}
