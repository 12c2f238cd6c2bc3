using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Training.Pretraining;

/// <summary>Turns sequences into batches with hidden tokens.</summary>
/// <param name="sequences">The sequences.</param>
/// <param name="masking">How tokens are hidden.</param>
/// <param name="paddingId">The number of the padding token.</param>
internal sealed class MaskedBatches(ImmutableArray<ImmutableArray<int>> sequences, TokenMasking masking, int paddingId)
{
    /// <summary>
    /// The batch of these sequences; sequence s is masked by <c>key.For(s)</c>, whatever batch it is in.
    /// </summary>
    public MaskedBatch Make(IReadOnlyList<int> batch, RandomKey key)
    {
        var length = batch.Max(sequence => sequences[sequence].Length);
        var ids = new int[batch.Count * length];
        Array.Fill(ids, paddingId);
        var positions = ImmutableArray.CreateBuilder<int>();
        var targets = ImmutableArray.CreateBuilder<int>();
        for (var row = 0; row < batch.Count; row++)
        {
            var sequence = sequences[batch[row]];
            var tokens = ids.AsSpan(row * length, sequence.Length);
            sequence.CopyTo(tokens);
            foreach (var (position, target) in masking.Hide(tokens, key.For(batch[row])))
            {
                positions.Add((row * length) + position);
                targets.Add(target);
            }
        }

        var lengths = batch.Select(sequence => sequences[sequence].Length);

        return new(
            new TokenBatch([.. ids], [.. new int[ids.Length]], [.. lengths]),
            positions.ToImmutable(),
            targets.ToImmutable());
    }
}
