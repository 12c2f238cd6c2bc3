using System.Collections.Immutable;

namespace AutoPeft.Training.Pretraining;

/// <summary>A pre-training corpus as token sequences.</summary>
/// <param name="Train">The sequences to learn from.</param>
/// <param name="HeldOut">The sequences the loss is measured on; may be empty.</param>
/// <param name="Vocabulary">The vocabulary of the tokens.</param>
public sealed record PretrainingData(
    ImmutableArray<ImmutableArray<int>> Train,
    ImmutableArray<ImmutableArray<int>> HeldOut,
    PretrainingVocabulary Vocabulary)
{
    /// <summary>The tokens of all training sequences, special ones included.</summary>
    public long TrainTokens => Train.Sum(sequence => (long)sequence.Length);

    /// <summary>Tokenizes and packs a corpus.</summary>
    /// <param name="corpus">The texts.</param>
    /// <param name="tokenize">The tokens of a text, without special ones.</param>
    /// <param name="vocabulary">The vocabulary of the tokens.</param>
    /// <param name="maximumLength">The longest sequence in tokens, special ones included; at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumLength"/> is too small.</exception>
    public static PretrainingData From(
        PretrainingCorpus corpus,
        Func<string, IReadOnlyList<int>> tokenize,
        PretrainingVocabulary vocabulary,
        int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(tokenize);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, 3);

        var packing = new SequencePacking(vocabulary, maximumLength);

        return new(Pack(corpus.Documents), Pack(corpus.HeldOut), vocabulary);

        ImmutableArray<ImmutableArray<int>> Pack(ImmutableArray<PretrainingDocument> documents) =>
            [.. documents.SelectMany(document => packing.Pack(document.Texts.Select(tokenize)))];
    }
}
