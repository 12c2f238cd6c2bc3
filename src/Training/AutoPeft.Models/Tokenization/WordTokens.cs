using System.Collections.Immutable;

namespace AutoPeft.Models.Tokenization;

/// <summary>A text of words as a model reads it.</summary>
/// <param name="Tokens">The tokens.</param>
/// <param name="Words">The word of each token, counted from 0; −1 for special tokens.</param>
public sealed record WordTokens(TokenSequence Tokens, ImmutableArray<int> Words)
{
    /// <summary>Marks special tokens, which stand for no word.</summary>
    public const int None = -1;

    /// <summary>Cuts each word into tokens and puts special tokens around all of them.</summary>
    /// <param name="words">The words.</param>
    /// <param name="split">The tokens of a word.</param>
    /// <param name="frame">The sequence of these tokens, cut at the end, with special tokens around them.</param>
    internal static WordTokens Of(
        IReadOnlyList<string> words, Func<string, List<int>> split, Func<List<int>, TokenSequence> frame)
    {
        List<int> ids = [];
        List<int> owners = [];
        for (var word = 0; word < words.Count; word++)
        {
            ids.AddRange(split(words[word]));
            owners.AddRange(Enumerable.Repeat(word, ids.Count - owners.Count));
        }

        // Frames keep the order of the texts' tokens: those of the second frame say where the first frame has them.
        var tokens = frame([.. ids]);
        var places = frame([.. Enumerable.Range(0, ids.Count).Select(index => -1 - index)]);

        return new(tokens, [.. places.Ids.Select(place => place < 0 ? owners[-1 - place] : None)]);
    }
}
