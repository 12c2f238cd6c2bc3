namespace AutoPeft.Models.Tokenization;

/// <summary>Turns text into the tokens a model was pre-trained on. Immutable; safe for concurrent use.</summary>
public interface ITokenizer
{
    /// <summary>V, the number of tokens; every id lies in [0, V).</summary>
    int VocabularySize { get; }

    /// <summary>The token that fills a batch up; models do not look at it.</summary>
    int PaddingId { get; }

    /// <summary>The tokens of a text or a pair with the special tokens of the model's family around them.</summary>
    /// <param name="first">The text.</param>
    /// <param name="second">The second text of a pair; null when there is none.</param>
    /// <param name="maximumLength">
    /// The most tokens of the result; a longer text loses its end, a longer pair that of the longer text.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maximumLength"/> has no room for the special tokens.
    /// </exception>
    TokenSequence Encode(string first, string? second, int maximumLength);

    /// <summary>The tokens of a text that is cut into words already, with the word of each, as <c>is_split_into_words</c> does it.</summary>
    /// <param name="words">The words in order; none is empty.</param>
    /// <param name="maximumLength">The most tokens of the result; the last words lose theirs.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="maximumLength"/> has no room for the special tokens.
    /// </exception>
    WordTokens EncodeWords(IReadOnlyList<string> words, int maximumLength);
}
