using AutoPeft.Models.Layers;

namespace AutoPeft.Models.Bert;

/// <summary>
/// The sizes and settings of a BERT (Devlin et al., NAACL 2019) or of an encoder that computes as BERT does, as
/// <c>config.json</c> holds them.
/// </summary>
public sealed record BertConfig
{
    /// <summary>V, the rows of the token embedding; <c>vocab_size</c>.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>C, the width of the residual stream; <c>hidden_size</c>.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The number of layers; <c>num_hidden_layers</c>.</summary>
    public required int Layers { get; init; }

    /// <summary>H, the attention heads; divides <see cref="HiddenSize"/>; <c>num_attention_heads</c>.</summary>
    public required int Heads { get; init; }

    /// <summary>The width inside the feed-forward block; <c>intermediate_size</c>.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>The longest sequence in tokens; <c>max_position_embeddings</c>.</summary>
    public required int MaximumLength { get; init; }

    /// <summary>The row of the position embeddings that belongs to the first token: 2 in RoBERTa, else 0, the default.</summary>
    public int FirstPosition { get; init; }

    /// <summary>The number of segments; <c>type_vocab_size</c>. Default 2; 0 in DistilBERT, which has none.</summary>
    public int Segments { get; init; } = 2;

    /// <summary>The non-linearity of the feed-forward block; <c>hidden_act</c>. Default exact GELU.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>
    /// Share of hidden elements that training drops, in [0, 1); <c>hidden_dropout_prob</c>. Default 0.1.
    /// </summary>
    public float HiddenDropout { get; init; } = 0.1f;

    /// <summary>
    /// Share of attention probabilities that training drops in the original; <c>attention_probs_dropout_prob</c>.
    /// Default 0.1. Kept for the file only: attention never holds its probabilities, which leaves nothing to drop.
    /// </summary>
    public float AttentionDropout { get; init; } = 0.1f;

    /// <summary>
    /// Share of the pooled vector that training drops, in [0, 1); <c>classifier_dropout</c>. Null: <see
    /// cref="HiddenDropout"/>.
    /// </summary>
    public float? ClassifierDropout { get; init; }

    /// <summary>Added to the variance in layer norms; <c>layer_norm_eps</c>. Default 1e-12.</summary>
    public float LayerNormEpsilon { get; init; } = 1e-12f;

    /// <summary>Standard deviation of new weights; <c>initializer_range</c>. Default 0.02.</summary>
    public float InitializerRange { get; init; } = 0.02f;

    /// <summary>The number of the padding token; <c>pad_token_id</c>. Default 0.</summary>
    public int PaddingId { get; init; }

    /// <summary>The names of the family.</summary>
    internal EncoderDialect Dialect { get; init; } = BertNames.Dialect;
}
