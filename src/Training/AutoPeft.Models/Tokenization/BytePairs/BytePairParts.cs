using System.Collections.Immutable;

namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>What a <see cref="BytePairTokenizer"/> is put together from.</summary>
internal sealed record BytePairParts
{
    /// <summary>The tokens that are found before all else.</summary>
    public required ImmutableArray<AddedToken> Added { get; init; }

    /// <summary>What encodes the text between them.</summary>
    public required IWordEncoder Encoder { get; init; }

    /// <summary>The special tokens around texts.</summary>
    public required SequenceTemplate Template { get; init; }

    /// <summary>V, the number of tokens.</summary>
    public required int Size { get; init; }

    /// <summary>The padding token.</summary>
    public required int PaddingId { get; init; }
}
