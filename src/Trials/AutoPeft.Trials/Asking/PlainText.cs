namespace AutoPeft.Trials.Asking;

/// <summary>Text of programs and remote trainers as it may be shown and stored.</summary>
public static class PlainText
{
    /// <summary>The text without control characters: line ends stay, everything else that could steer a terminal goes.</summary>
    public static string Of(string text) =>
        string.Concat(text.Where(character => !char.IsControl(character) || character is '\n').Select(character => char.IsSurrogate(character) ? '�' : character));

    /// <summary>The beginning of a text as it may be shown in a sentence.</summary>
    public static string Shortened(string text)
    {
        var plain = Of(text);

        return plain.Length <= 120 ? plain : $"{plain[..120]}…";
    }

    /// <summary>The last lines that are not blank, joined by line ends.</summary>
    public static string LastLines(string text, int count) => string.Join(
        '\n', Of(text).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).TakeLast(count));
}
