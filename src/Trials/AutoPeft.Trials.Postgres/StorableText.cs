using System.Text;
using System.Text.RegularExpressions;
using AutoPeft.Trials.Events;

namespace AutoPeft.Trials.Postgres;

/// <summary>Text as PostgreSQL can keep it: its texts have neither NUL nor halves of surrogate pairs, and U+FFFD stands for them.</summary>
internal static partial class StorableText
{
    private const string Replacement = "\uFFFD";

    /// <summary>A text that goes into a column of its own.</summary>
    public static string Of(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !text.Contains('\0')
        ? text
        : string.Concat(text.EnumerateRunes().Select(static rune => rune.Value == 0 ? Replacement : rune.ToString()));

    /// <summary>An event as JSON. PostgreSQL would take an escaped NUL in it, and then refuse every query that looks inside.</summary>
    public static string Of(StudyEvent happened) => OfJson(Encoding.UTF8.GetString(EventJson.Write(happened)));

    /// <summary>JSON without escaped NULs.</summary>
    public static string OfJson(string json) => json.Contains("\\u0000", StringComparison.Ordinal) ? EscapedNul().Replace(json, "$1\\ufffd") : json;

    // A backslash that is itself escaped begins no escape.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000")]
    private static partial Regex EscapedNul();
}
