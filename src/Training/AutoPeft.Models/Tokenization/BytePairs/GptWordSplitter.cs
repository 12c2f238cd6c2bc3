using System.Globalization;
using System.Text;

namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>
/// Cuts text into words as GPT-2's pattern does:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, by whole characters.
/// </summary>
internal static class GptWordSplitter
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The end of the word that begins at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Before its end.</param>
    public static int WordEnd(string text, int start)
    {
        foreach (var contraction in Contractions)
        {
            if (text.AsSpan(start).StartsWith(contraction, StringComparison.Ordinal))
            {
                return start + contraction.Length;
            }
        }

        var first = text[start] == ' ' ? start + 1 : start;
        var kind = first < text.Length ? KindAt(text, first, out _) : Kind.Space;

        return kind == Kind.Space ? SpaceEnd(text, start) : RunEnd(text, first, kind);
    }

    /// <summary>White space in front of a word leaves it its last character, which a word takes if it is a space.</summary>
    private static int SpaceEnd(string text, int start)
    {
        var end = RunEnd(text, start, Kind.Space); // all white space is one UTF-16 unit a character

        return end == text.Length || end - start == 1 ? end : end - 1;
    }

    private static int RunEnd(string text, int start, Kind kind)
    {
        var end = start;
        while (end < text.Length && KindAt(text, end, out var length) == kind)
        {
            end += length;
        }

        return end;
    }

    private static Kind KindAt(string text, int index, out int length)
    {
        Rune.DecodeFromUtf16(text.AsSpan(index), out var character, out length); // half a character becomes U+FFFD

        return Rune.IsWhiteSpace(character) ? Kind.Space : Rune.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }
}
