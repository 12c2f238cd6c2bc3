using AutoPeft.Models.Layers;

namespace AutoPeft.Models.Gpt2;

/// <summary>The sizes and settings of a GPT-2 (Radford et al. 2019), as <c>config.json</c> holds them.</summary>
public sealed record Gpt2Config
{
    /// <summary>V, the rows of the token embedding; <c>vocab_size</c>.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>C, the width of the residual stream; <c>n_embd</c>.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The number of layers; <c>n_layer</c>.</summary>
    public required int Layers { get; init; }

    /// <summary>H, the attention heads; divides <see cref="HiddenSize"/>; <c>n_head</c>.</summary>
    public required int Heads { get; init; }

    /// <summary>The width inside the feed-forward block; <c>n_inner</c>, by default 4 C.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>The longest sequence in tokens; <c>n_positions</c>.</summary>
    public required int MaximumLength { get; init; }

    /// <summary>The non-linearity of the feed-forward block; <c>activation_function</c>. Default tanh GELU.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.GeluTanh;

    /// <summary>Share of what the blocks add that training drops, in [0, 1); <c>resid_pdrop</c>. Default 0.1.</summary>
    public float ResidualDropout { get; init; } = 0.1f;

    /// <summary>Share of the embeddings that training drops, in [0, 1); <c>embd_pdrop</c>. Default 0.1.</summary>
    public float EmbeddingDropout { get; init; } = 0.1f;

    /// <summary>Added to the variance in layer norms; <c>layer_norm_epsilon</c>. Default 1e-5.</summary>
    public float LayerNormEpsilon { get; init; } = 1e-5f;

    /// <summary>Standard deviation of new weights; <c>initializer_range</c>. Default 0.02.</summary>
    public float InitializerRange { get; init; } = 0.02f;
}
