using System.Text.Json;
using System.Text.RegularExpressions;

namespace AutoPeft.Trials.Binding;

/// <summary>Leaves of two lines of a <see cref="StudyFingerprint"/> only what differs, in the spelling of study files.</summary>
internal static partial class DifferingSettings
{
    /// <summary>Both lines with the settings that the other has not; lines that hold no settings stay as they are.</summary>
    public static (string One, string Other) Of(string one, string other)
    {
        var (first, second) = (Line().Match(one), Line().Match(other));
        if (!first.Success || !second.Success || first.Groups["kind"].Value != second.Groups["kind"].Value)
        {
            return (one, other);
        }

        var (mine, theirs) = (Settings(first), Settings(second));

        return (Text(first, mine.Except(theirs)), Text(second, theirs.Except(mine)));
    }

    private static string[] Settings(Match line) =>
    [
        .. Separator().Split(line.Groups["settings"].Value).Select(InFiles),
        .. line.Groups["labels"].Value is { Length: > 0 } labels ? [$"labels = {labels}"] : Array.Empty<string>(),
    ];

    // What is not written is as it is by default.
    private static string Text(Match line, IEnumerable<string> settings) =>
        $"{line.Groups["kind"].Value}: {(string.Join(", ", settings) is { Length: > 0 } text ? text : "default")}";

    private static string InFiles(string setting)
    {
        var end = setting.IndexOf(' ', StringComparison.Ordinal);

        return end < 0 ? setting
            : JsonNamingPolicy.SnakeCaseLower.ConvertName(setting[..end]) + (setting.EndsWith("= ", StringComparison.Ordinal) ? " = none" : setting[end..]);
    }

    // As records write themselves; what stands behind one is the labels of the data.
    [GeneratedRegex("^(?<kind>[a-z]+): [A-Za-z]+ { (?<settings>.*) }(?<labels>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Line();

    [GeneratedRegex(", (?=[A-Z][A-Za-z]* = )", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
