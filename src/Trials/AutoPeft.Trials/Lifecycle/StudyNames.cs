using System.Text.RegularExpressions;

namespace AutoPeft.Trials.Lifecycle;

/// <summary>What a study may be called: a name that is safe as a folder, in a URL and in a log.</summary>
public static partial class StudyNames
{
    /// <summary>The rule, as a part of a sentence.</summary>
    public const string Rule = "a letter or digit, then at most 99 letters, digits, dots, dashes or underscores";

    /// <summary>Whether the name may be used.</summary>
    public static bool IsValid(string name) => Pattern().IsMatch(name) && !name.EndsWith('.');

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
