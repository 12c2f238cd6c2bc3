namespace AutoPeft.Training.Data;

/// <summary>Texts that are cut into words: one space between two of them.</summary>
internal static class Words
{
    private const char Separator = ' ';

    /// <summary>The words of a text; none is empty.</summary>
    public static string[] Of(string text) => text.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The text of some words.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(Separator, words);
}
