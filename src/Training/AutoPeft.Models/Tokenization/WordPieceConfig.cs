namespace AutoPeft.Models.Tokenization;

/// <summary>The settings of a WordPiece tokenizer, as <c>tokenizer_config.json</c> holds them.</summary>
public sealed record WordPieceConfig
{
    /// <summary>Whether text is lower-cased; <c>do_lower_case</c>. Default true.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>
    /// Whether accents are dropped; <c>strip_accents</c>. Null, the default: as <see cref="LowerCase"/>.
    /// </summary>
    public bool? StripAccents { get; init; }

    /// <summary>
    /// Whether every CJK ideograph is a word of its own; <c>tokenize_chinese_chars</c>. Default true.
    /// </summary>
    public bool SplitIdeographs { get; init; } = true;

    /// <summary>Fills batches up; <c>pad_token</c>. Default <c>[PAD]</c>.</summary>
    public string Padding { get; init; } = "[PAD]";

    /// <summary>
    /// Stands for a word that cannot be put together from pieces; <c>unk_token</c>. Default <c>[UNK]</c>.
    /// </summary>
    public string Unknown { get; init; } = "[UNK]";

    /// <summary>
    /// Opens every sequence, and is what classifiers look at; <c>cls_token</c>. Default <c>[CLS]</c>.
    /// </summary>
    public string Classifier { get; init; } = "[CLS]";

    /// <summary>Closes every text; <c>sep_token</c>. Default <c>[SEP]</c>.</summary>
    public string Separator { get; init; } = "[SEP]";

    /// <summary>
    /// Stands for a hidden token in masked language modelling; <c>mask_token</c>. Default <c>[MASK]</c>.
    /// </summary>
    public string Mask { get; init; } = "[MASK]";

    /// <summary>The five special tokens, padding first, in the order a new vocabulary lists them.</summary>
    internal IReadOnlyList<string> Special => [Padding, Unknown, Classifier, Separator, Mask];
}
