using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Reads what a program answered: one JSON object of numbers, alone or as the last line it printed.</summary>
/// <remarks>The bare words that Python writes for numbers that JSON does not have, <c>NaN</c> and <c>Infinity</c>, are read as numbers.</remarks>
/// <param name="objectives">What must be among the numbers.</param>
public sealed partial class ProgramAnswer(ImmutableArray<Objective> objectives)
{
    private readonly ToldValues _values = new(objectives);

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
            return _values.Read(document.RootElement);
        }
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

    private static string LastLine(string text) =>
        text.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? string.Empty;

    // Strings are matched too, so that the words inside them are passed over.
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?Infinity|NaN
        """, RegexOptions.CultureInvariant)]
    private static partial Regex StringOrBareNumber();
}
