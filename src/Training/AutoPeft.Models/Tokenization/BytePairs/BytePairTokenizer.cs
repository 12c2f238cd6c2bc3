namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>
/// Byte-pair encoding as Hugging Face's tokenizers library does it: byte-level as in GPT-2 and RoBERTa, or by characters as in
/// Llama.
/// </summary>
internal sealed class BytePairTokenizer : ITokenizer
{
    private readonly AddedTokenSplitter _added;
    private readonly IWordEncoder _encoder;
    private readonly SequenceTemplate _template;

    public BytePairTokenizer(BytePairParts parts)
    {
        _added = new(parts.Added);
        _encoder = parts.Encoder;
        _template = parts.Template;
        VocabularySize = parts.Size;
        PaddingId = parts.PaddingId;
    }

    public int VocabularySize { get; }

    public int PaddingId { get; }

    public TokenSequence Encode(string first, string? second, int maximumLength) =>
        _template.Frame(TokenIds(first), second is null ? null : TokenIds(second), maximumLength);

    public WordTokens EncodeWords(IReadOnlyList<string> words, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(words);

        return WordTokens.Of(
            words, word => TokenIds(_encoder.PrepareWord(word)), ids => _template.Frame(ids, second: null, maximumLength));
    }

    /// <summary>The token numbers of a text, without special tokens around them.</summary>
    public List<int> TokenIds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        foreach (var (part, id) in _added.Split(text))
        {
            if (id is { } special)
            {
                ids.Add(special);
            }
            else
            {
                _encoder.Encode(part, ids);
            }
        }

        return ids;
    }
}
