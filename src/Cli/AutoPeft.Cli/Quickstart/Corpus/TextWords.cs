using System.Text.RegularExpressions;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>The words by which texts are counted and compared.</summary>
internal static partial class TextWords
{
    /// <summary>
    /// The words in lower case, numbers replaced by 0, in order; hidden names and punctuation are none.
    /// </summary>
    public static IEnumerable<string> Of(string text) => Word()
        .Matches(text)
        .Select(match => char.IsAsciiDigit(match.Value[0]) ? "0" : match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Za-z]+|[0-9]+")]
    private static partial Regex Word();
}
