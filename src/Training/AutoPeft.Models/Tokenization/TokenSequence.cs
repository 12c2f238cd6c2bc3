using System.Collections.Immutable;

namespace AutoPeft.Models.Tokenization;

/// <summary>One text, or one pair of texts, as a model reads it; not padded.</summary>
/// <param name="Ids">Token numbers, special tokens included.</param>
/// <param name="Segments">
/// 0 for tokens of the first text, 1 for those of the second; as many as <paramref name="Ids"/>.
/// </param>
public sealed record TokenSequence(ImmutableArray<int> Ids, ImmutableArray<int> Segments)
{
    /// <summary>The number of tokens.</summary>
    public int Length => Ids.Length;
}
