using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AutoPeft.Trials.Binding;

/// <summary>Texts with placeholders: <c>{name}</c> stands for a value, <c>{{</c> and <c>}}</c> for braces.</summary>
public static partial class ProgramText
{
    /// <summary>The placeholders that every trial has, besides the parameters of its study.</summary>
    public static ImmutableArray<string> Known { get; } = ["assignment", "attempt", "folder", "model", "seed", "study", "trial"];

    /// <summary>The names between braces, in their order.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        Pattern().Matches(text).Where(match => match.Groups["name"].Success).Select(match => match.Groups["name"].Value);

    /// <summary>The text with values in the place of placeholders; a parameter that a configuration does not have is left empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">The value of a name; null when there is none.</param>
    public static string Fill(string text, Func<string, string?> find) => Pattern().Replace(text, match => match.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        _ => find(match.Groups["name"].Value) ?? string.Empty,
    });

    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[A-Za-z0-9_.\-]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
