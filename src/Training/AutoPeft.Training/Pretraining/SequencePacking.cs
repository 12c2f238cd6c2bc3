using System.Collections.Immutable;

namespace AutoPeft.Training.Pretraining;

/// <summary>Packs the texts of documents into token sequences <c>[CLS] text text … [SEP]</c>.</summary>
/// <remarks>
/// Neighbouring texts share a sequence while they fit; a text is split only when it is longer than a whole sequence.
/// A sequence never spans two documents.
/// </remarks>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="maximumLength">The longest sequence in tokens, special ones included; at least 3.</param>
internal sealed class SequencePacking(PretrainingVocabulary vocabulary, int maximumLength)
{
    /// <summary>The sequences of one document.</summary>
    /// <param name="texts">The tokens of each text without special ones.</param>
    public IEnumerable<ImmutableArray<int>> Pack(IEnumerable<IReadOnlyList<int>> texts)
    {
        var open = new List<int>();
        foreach (var piece in texts.SelectMany(text => text.Chunk(maximumLength - 2)))
        {
            if (open.Count + piece.Length > maximumLength - 2)
            {
                yield return Close(open);
                open.Clear();
            }

            open.AddRange(piece);
        }

        if (open.Count > 0)
        {
            yield return Close(open);
        }
    }

    private ImmutableArray<int> Close(List<int> tokens) => [vocabulary.ClassId, .. tokens, vocabulary.SeparatorId];
}
