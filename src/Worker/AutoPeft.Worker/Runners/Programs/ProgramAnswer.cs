using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Reads what a program answered: one JSON object of numbers, alone or as the last line it printed.</summary>
/// <remarks>The bare words that Python writes for numbers that JSON does not have, <c>NaN</c> and <c>Infinity</c>, are read as numbers.</remarks>
/// <param name="objectives">What must be among the numbers.</param>
public sealed partial class ProgramAnswer(ImmutableArray<Objective> objectives)
{
    /// <summary>The outcome of a text; every way in which it cannot be used is one too.</summary>
    public TrialOutcome Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        if ((Parse(text) ?? Parse(LastLine(text))) is not { } document)
        {
            return Rubbish(text);
        }

        using (document)
        {
            return Read(document.RootElement);
        }
    }

    private TrialOutcome Read(JsonElement answer)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var property in answer.EnumerateObject())
        {
            if (NumberOf(property.Value) is { } number)
            {
                metrics[property.Name] = number;
            }
            else if (objectives.Any(objective => objective.Name == property.Name))
            {
                return TrialOutcome.Failed($"The objective '{property.Name}' is no number but {PlainText.Shortened(property.Value.GetRawText())}.");
            }
        }

        var missing = objectives.FirstOrDefault(objective => !metrics.ContainsKey(objective.Name));
        if (missing is not null)
        {
            var names = answer.EnumerateObject().Select(property => $"'{property.Name}'").Distinct().ToArray();
            return TrialOutcome.Failed(
                $"The objective '{missing.Name}' is missing; there {(names.Length == 0 ? "is nothing" : $"is only {PlainText.Shortened(string.Join(", ", names))}")}.");
        }

        var infinite = objectives.FirstOrDefault(objective => !double.IsFinite(metrics[objective.Name]));
        return infinite is null
            ? Judge(metrics)
            : TrialOutcome.Infeasible(
                InfeasibleCause.Diverged,
                string.Create(CultureInfo.InvariantCulture, $"The objective '{infinite.Name}' is {metrics[infinite.Name]}.")) with
            { Metrics = Sorted(metrics) };
    }

    private TrialOutcome Judge(Dictionary<string, double> metrics)
    {
        var negative = objectives.FirstOrDefault(objective => objective.IsLogarithmic && !(metrics[objective.Name] > 0));

        return negative is null
            ? TrialOutcome.Completed(metrics)
            : TrialOutcome.Failed(string.Create(
                CultureInfo.InvariantCulture, $"The objective '{negative.Name}' is {metrics[negative.Name]}, which a log scale does not have."));
    }

    private static TrialOutcome Rubbish(string text) => TrialOutcome.Failed(
        string.IsNullOrWhiteSpace(text)
            ? "The program printed nothing instead of one JSON object of objective values."
            : $"The program printed no JSON object of objective values but: {PlainText.Shortened(LastLine(text))}");

    /// <summary>The JSON object of a text, bare <c>NaN</c> and <c>Infinity</c> made strings; null when it is none.</summary>
    internal static JsonDocument? Parse(string text)
    {
        try
        {
            var document = JsonDocument.Parse(StringOrBareNumber().Replace(text, match => match.Value[0] == '"' ? match.Value : $"\"{match.Value}\""));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A number, or the word for one that JSON does not have; null for anything else.</summary>
    internal static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when value.GetString() is "NaN" => double.NaN,
        JsonValueKind.String when value.GetString() is "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when value.GetString() is "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    private static string LastLine(string text) =>
        text.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? string.Empty;

    private static ImmutableSortedDictionary<string, double> Sorted(Dictionary<string, double> metrics) =>
        metrics.ToImmutableSortedDictionary(StringComparer.Ordinal);

    // Strings are matched too, so that the words inside them are passed over.
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?Infinity|NaN
        """, RegexOptions.CultureInvariant)]
    private static partial Regex StringOrBareNumber();
}
