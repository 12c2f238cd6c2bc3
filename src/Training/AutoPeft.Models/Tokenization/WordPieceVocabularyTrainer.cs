using System.Text;

namespace AutoPeft.Models.Tokenization;

/// <summary>
/// Makes a WordPiece vocabulary: starts from characters and joins the most frequent neighbours again and again.
/// </summary>
/// <remarks>
/// Byte-pair encoding (Sennrich, Haddow and Birch, ACL 2016, Alg. 1) over words, with pieces inside a word marked
/// <c>##</c>, as Hugging Face trains WordPiece. The result depends on the multiset of words only: not on the order of
/// the texts, nor on chance.
/// </remarks>
public static class WordPieceVocabularyTrainer
{
    /// <summary>Trains on texts.</summary>
    /// <param name="texts">Read once.</param>
    /// <param name="tokenizer">
    /// How the tokenizer that will use the vocabulary splits words, and its special tokens.
    /// </param>
    /// <param name="trainer">Size and thresholds.</param>
    /// <param name="cancellation">Stops the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is below its minimum.</exception>
    public static WordPieceVocabulary Train(
        IEnumerable<string> texts,
        WordPieceConfig tokenizer,
        VocabularyTrainerConfig trainer,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentOutOfRangeException.ThrowIfLessThan(trainer.Size, 100, nameof(trainer));
        ArgumentOutOfRangeException.ThrowIfLessThan(trainer.MinimumFrequency, 1, nameof(trainer));
        ArgumentOutOfRangeException.ThrowIfLessThan(trainer.AlphabetLimit, 1, nameof(trainer));

        var counts = CountWords(texts, tokenizer, cancellation);
        var alphabet = Alphabet(counts, trainer.AlphabetLimit);
        var merger = new PieceMerger(counts.Where(word => word.Key.EnumerateRunes().All(alphabet.Contains)));
        var tokens = tokenizer.Special.Concat(merger.Pieces).Take(trainer.Size).ToList();
        while (tokens.Count < trainer.Size && merger.TryMerge(trainer.MinimumFrequency, out var piece))
        {
            cancellation.ThrowIfCancellationRequested();
            if (piece is not null)
            {
                tokens.Add(piece);
            }
        }

        return new(tokens);
    }

    private static SortedDictionary<string, long> CountWords(
        IEnumerable<string> texts, WordPieceConfig tokenizer, CancellationToken cancellation)
    {
        var splitter = new WordSplitter(tokenizer);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var words = new List<string>();
        foreach (var text in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            words.Clear();
            splitter.Split(text, words);
            foreach (var word in words)
            {
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        return new(counts, StringComparer.Ordinal);
    }

    /// <summary>The most frequent characters; of equally frequent ones those with the smaller code point.</summary>
    private static HashSet<Rune> Alphabet(SortedDictionary<string, long> words, int limit)
    {
        var counts = new Dictionary<Rune, long>();
        foreach (var (word, count) in words)
        {
            foreach (var rune in word.EnumerateRunes())
            {
                counts[rune] = counts.GetValueOrDefault(rune) + count;
            }
        }

        var ordered = counts.OrderByDescending(item => item.Value).ThenBy(item => item.Key.Value);

        return [.. ordered.Take(limit).Select(item => item.Key)];
    }
}
