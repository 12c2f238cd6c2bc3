using System.Text;

namespace AutoPeft.Models.Tokenization;

/// <summary>Text to words, before they are cut into pieces: BERT's "basic" tokenization.</summary>
/// <remarks>
/// In this order: control characters go, ideographs become words of their own, words end at white space; a word is
/// lower-cased and loses its accents; punctuation becomes words of its own.
/// </remarks>
internal sealed class WordSplitter(WordPieceConfig config)
{
    private const int CapitalIWithDot = 0x130;
    private const char CombiningDotAbove = '\u0307';

    /// <summary>Adds the words of a text to a list.</summary>
    public void Split(ReadOnlySpan<char> text, List<string> words)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes out as U+FFFD and is removed
        {
            if (CharacterClasses.IsRemoved(rune))
            {
                continue;
            }

            if (CharacterClasses.IsWhitespace(rune))
            {
                Finish(word, words);
            }
            else if (config.SplitIdeographs && CharacterClasses.IsIdeograph(rune))
            {
                Finish(word, words);
                Append(word, rune);
                Finish(word, words);
            }
            else
            {
                Append(word, rune);
            }
        }

        Finish(word, words);
    }

    private void Append(StringBuilder word, Rune rune)
    {
        if (!config.LowerCase)
        {
            AppendStripped(word, rune);
        }
        else if (rune.Value == CapitalIWithDot)
        {
            // The only character whose lower case is two.
            AppendStripped(word, new Rune('i'));
            AppendStripped(word, new Rune(CombiningDotAbove));
        }
        else
        {
            AppendStripped(word, Rune.ToLowerInvariant(rune));
        }
    }

    private void AppendStripped(StringBuilder word, Rune rune)
    {
        if (config.StripAccents ?? config.LowerCase)
        {
            CanonicalBases.Append(word, rune);
        }
        else
        {
            word.Append(rune.ToString());
        }
    }

    private static void Finish(StringBuilder word, List<string> words)
    {
        if (word.Length == 0)
        {
            return;
        }

        var text = word.ToString();
        word.Clear();
        var start = 0;
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (CharacterClasses.IsPunctuation(rune))
            {
                Add(text[start..position], words);
                start = position + rune.Utf16SequenceLength;
                Add(text[position..start], words);
            }

            position += rune.Utf16SequenceLength;
        }

        Add(text[start..], words);
    }

    private static void Add(string word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word);
        }
    }
}
