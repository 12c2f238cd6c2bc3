using System.Collections.Immutable;

namespace AutoPeft.Models.Llama;

/// <summary>The sizes and settings of a Llama (Touvron et al. 2023), as <c>config.json</c> holds them.</summary>
public sealed record LlamaConfig
{
    /// <summary>V, the rows of the token embedding; <c>vocab_size</c>.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>C, the width of the residual stream; <c>hidden_size</c>.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The number of layers; <c>num_hidden_layers</c>.</summary>
    public required int Layers { get; init; }

    /// <summary>H, the heads of queries; <c>num_attention_heads</c>.</summary>
    public required int Heads { get; init; }

    /// <summary>The heads of keys and values; divides <see cref="Heads"/>; <c>num_key_value_heads</c>, by default H.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>D, the width of a head, even; <c>head_dim</c>, by default C / H.</summary>
    public required int HeadSize { get; init; }

    /// <summary>The width inside the feed-forward block; <c>intermediate_size</c>.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>The longest sequence in tokens; <c>max_position_embeddings</c>.</summary>
    public required int MaximumLength { get; init; }

    /// <summary>Radians a position by which each pair of a head turns, [D / 2].</summary>
    public required ImmutableArray<float> Frequencies { get; init; }

    /// <summary>Added to the mean square in norms; <c>rms_norm_eps</c>. Default 1e-6.</summary>
    public float NormEpsilon { get; init; } = 1e-6f;

    /// <summary>Whether the attention's linear modules add a bias; <c>attention_bias</c>. Default false.</summary>
    public bool HasAttentionBias { get; init; }

    /// <summary>Whether the feed-forward block's linear modules add a bias; <c>mlp_bias</c>. Default false.</summary>
    public bool HasFeedForwardBias { get; init; }

    /// <summary>Whether the word embeddings decode as well; <c>tie_word_embeddings</c>. Default false.</summary>
    public bool TiesEmbeddings { get; init; }

    /// <summary>Standard deviation of new weights; <c>initializer_range</c>. Default 0.02.</summary>
    public float InitializerRange { get; init; } = 0.02f;
}
