using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Training.Data;

/// <summary>Which rows go together through the model, and in which order.</summary>
/// <remarks>
/// Rows of similar length share a batch, so that little work goes into padding. For training, the rows are shuffled,
/// cut into pools, sorted by length inside each pool, cut into batches, and the batches shuffled again: nearly no
/// padding, and still another composition of every batch in every epoch.
/// </remarks>
public static class BatchPlan
{
    private const int BatchesPerPool = 32;

    // Fixed, so that a measurement can be repeated to the last bit. Fewer texts where every token has as many logits as the vocabulary has words.
    private const int MeasuredRows = 32;
    private const int MeasuredTexts = 8;

    /// <summary>The batches of one epoch: every row exactly once, each batch full except possibly one.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="batchSize">B, at least 1.</param>
    /// <param name="key">The epoch's key; the order is a function of it.</param>
    public static ImmutableArray<ImmutableArray<int>> ForTraining(EncodedDataset data, int batchSize, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(data);

        return ForTraining((data, [.. Enumerable.Range(0, data.Count)]), batchSize, key);
    }

    /// <summary>The same of some rows: the plan that a dataset of these rows alone has.</summary>
    /// <param name="part">The rows, and which of them.</param>
    /// <param name="batchSize">B, at least 1.</param>
    /// <param name="key">The epoch's key; the order is a function of it.</param>
    public static ImmutableArray<ImmutableArray<int>> ForTraining(
        (EncodedDataset Data, ImmutableArray<int> Rows) part, int batchSize, RandomKey key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        var (data, rows) = part;
        var batches = key.For("rows").Permutation(rows.Length).Select(place => rows[place])
            .Chunk(BatchesPerPool * batchSize)
            .SelectMany(pool => pool.OrderBy(data.LengthOf).Chunk(batchSize))
            .Select(batch => batch.ToImmutableArray())
            .ToArray();

        return [.. key.For("batches").Permutation(batches.Length).Select(index => batches[index])];
    }

    /// <summary>The plain version, which pays no regard to lengths: the rows in an order of their own in every epoch, cut into batches.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="batchSize">B, at least 1.</param>
    /// <param name="key">The epoch's key; the order is a function of it.</param>
    public static ImmutableArray<ImmutableArray<int>> Shuffled(ImmutableArray<int> rows, int batchSize, RandomKey key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        return [.. key.For("rows").Permutation(rows.Length).Select(place => rows[place]).Chunk(batchSize).Select(batch => batch.ToImmutableArray())];
    }

    /// <summary>The batches in which every model is measured on a dataset: every row exactly once, the shortest first.</summary>
    public static ImmutableArray<ImmutableArray<int>> ForMeasurement(EncodedDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);

        return ForEvaluation(data, data.Task.Kind == TaskKind.LanguageModelling ? MeasuredTexts : MeasuredRows);
    }

    /// <summary>Every row exactly once, the shortest first.</summary>
    public static ImmutableArray<ImmutableArray<int>> ForEvaluation(EncodedDataset data, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);

        var byLength = Enumerable.Range(0, data.Count).OrderBy(data.LengthOf);

        return [.. byLength.Chunk(batchSize).Select(batch => batch.ToImmutableArray())];
    }

    /// <summary>The number of batches of an epoch.</summary>
    public static int BatchCount(int rows, int batchSize) => ((rows - 1) / batchSize) + 1;
}
