using System.Collections.Immutable;

namespace AutoPeft.Training.Metrics;

/// <summary>How many entities were predicted, how many there are, and how many of the predicted ones are right.</summary>
/// <param name="Predicted">Entities in the predicted tags.</param>
/// <param name="Actual">Entities in the true tags.</param>
/// <param name="Correct">Those in both, with the same first word, last word and type.</param>
public sealed record EntityCounts(long Predicted, long Actual, long Correct)
{
    /// <summary>Counts the entities of texts; null when the labels mark none.</summary>
    /// <param name="predicted">The predicted tags of each text's words.</param>
    /// <param name="actual">The true ones of the same words.</param>
    /// <param name="labels">The tags by class number, <c>O</c>, <c>B-…</c> and <c>I-…</c>.</param>
    /// <exception cref="ArgumentException">There are not as many predicted texts as true ones.</exception>
    public static EntityCounts? Of(IReadOnlyList<int[]> predicted, IReadOnlyList<int[]> actual, ImmutableArray<string> labels)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(actual);
        if (predicted.Count != actual.Count)
        {
            throw new ArgumentException($"{predicted.Count} predicted texts do not fit {actual.Count}.", nameof(predicted));
        }

        return EntityTags.Of(labels) is not { } tags ? null : predicted.Zip(actual).Aggregate(new EntityCounts(0, 0, 0), (sum, text) =>
        {
            var (found, sought) = (tags.Spans(text.First), tags.Spans(text.Second));

            return new(sum.Predicted + found.Count, sum.Actual + sought.Count, sum.Correct + found.Count(sought.Contains));
        });
    }
}
