using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Training.Pretraining;

/// <summary>Divides sequences into batches of similar length and about equal work.</summary>
/// <param name="lengths">The length of every sequence in tokens.</param>
/// <param name="tokensPerBatch">
/// Tokens of a batch, padding included, at most (a single longer sequence makes a batch of its own).
/// </param>
internal sealed class BatchPlan(IReadOnlyList<int> lengths, int tokensPerBatch)
{
    // Sequences whose lengths round up to the same multiple share batches.
    private const int BucketWidth = 8;

    /// <summary>
    /// The batches of one epoch as sequence numbers: every sequence once, in an order that depends on the key only.
    /// </summary>
    public IReadOnlyList<int[]> Epoch(RandomKey key)
    {
        var order = key.For("sequences").Permutation(lengths.Count);
        var batches = order
            .GroupBy(sequence => (lengths[sequence] + BucketWidth - 1) / BucketWidth)
            .OrderBy(bucket => bucket.Key)
            .SelectMany(bucket => bucket.Chunk(Math.Max(1, tokensPerBatch / (bucket.Key * BucketWidth))))
            .ToArray();

        return [.. key.For("batches").Permutation(batches.Length).Select(batch => batches[batch])];
    }
}
