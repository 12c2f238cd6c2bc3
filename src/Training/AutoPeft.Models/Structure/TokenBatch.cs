using System.Collections.Immutable;

namespace AutoPeft.Models.Structure;

/// <summary>Token sequences padded at the end to one length, with what a model needs to read them.</summary>
/// <param name="Ids">Token numbers, row-major [B, T].</param>
/// <param name="Segments">
/// 0 for the first text of a pair, 1 for the second, [B, T]; ignored by families without segments.
/// </param>
/// <param name="Lengths">Tokens of each sequence that are not padding, [B]; each in [1, T].</param>
public sealed record TokenBatch(ImmutableArray<int> Ids, ImmutableArray<int> Segments, ImmutableArray<int> Lengths)
{
    /// <summary>B, the number of sequences.</summary>
    public int BatchSize => Lengths.Length;

    /// <summary>T, the padded length.</summary>
    public int Length => Ids.Length / Math.Max(1, Lengths.Length);
}
