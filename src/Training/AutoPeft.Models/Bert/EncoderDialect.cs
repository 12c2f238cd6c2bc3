using System.Collections.Immutable;
using AutoPeft.Models.Structure;

namespace AutoPeft.Models.Bert;

/// <summary>What tells the encoders apart that compute as BERT does: names, and where dropout acts.</summary>
internal sealed record EncoderDialect
{
    /// <summary>What <c>config.json</c> calls the family; the first part of every tensor's name.</summary>
    public required string ModelType { get; init; }

    /// <summary>The path of the layers; the number follows.</summary>
    public required string Layers { get; init; }

    /// <summary>The linear modules of a layer by their path in it.</summary>
    public required ImmutableArray<(ModuleKind Kind, string Path)> Modules { get; init; }

    /// <summary>The norm after the attention, by its path in a layer.</summary>
    public required string AttentionNorm { get; init; }

    /// <summary>The norm after the feed-forward block, by its path in a layer.</summary>
    public required string FeedForwardNorm { get; init; }

    /// <summary>Whether training drops elements of what the attention block adds, too.</summary>
    public bool DropsAttentionOutput { get; init; } = true;

    /// <summary>The classifier of sequences.</summary>
    public required EncoderHeadNames Head { get; init; }
}
