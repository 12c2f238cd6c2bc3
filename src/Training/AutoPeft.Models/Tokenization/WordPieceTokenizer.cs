using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Tokenization;

/// <summary>
/// BERT's tokenizer: words cut into the longest pieces of a vocabulary from left to right (Wu et al. 2016, section
/// 4.1).
/// </summary>
/// <remarks>
/// Gives the ids that Hugging Face's <c>BertTokenizer</c> gives. Text whose accents are kept is not composed (NFC) first,
/// like in the original and in the fast tokenizer. Special tokens that stand in the text are taken for what they are.
/// </remarks>
public sealed class WordPieceTokenizer : ITokenizer
{
    private const int LongestWord = 100; // characters; a longer word is unknown

    private readonly WordSplitter _splitter;

    /// <summary>A tokenizer with this vocabulary.</summary>
    /// <exception cref="ArgumentException">The vocabulary lacks one of the special tokens.</exception>
    public WordPieceTokenizer(WordPieceVocabulary vocabulary, WordPieceConfig config)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(config);
        if (Missing(vocabulary, config) is [var missing, ..])
        {
            throw new ArgumentException($"The vocabulary lacks {missing}.", nameof(vocabulary));
        }

        Vocabulary = vocabulary;
        Config = config;
        _splitter = new(config);
        PaddingId = vocabulary.Find(config.Padding)!.Value;
        UnknownId = vocabulary.Find(config.Unknown)!.Value;
        ClassifierId = vocabulary.Find(config.Classifier)!.Value;
        SeparatorId = vocabulary.Find(config.Separator)!.Value;
        MaskId = vocabulary.Find(config.Mask)!.Value;
    }

    /// <summary>The pieces.</summary>
    public WordPieceVocabulary Vocabulary { get; }

    /// <summary>The settings.</summary>
    public WordPieceConfig Config { get; }

    /// <inheritdoc/>
    public int VocabularySize => Vocabulary.Tokens.Length;

    /// <inheritdoc/>
    public int PaddingId { get; }

    /// <summary>The token for what cannot be put together from pieces.</summary>
    public int UnknownId { get; }

    /// <summary>The token that opens every sequence.</summary>
    public int ClassifierId { get; }

    /// <summary>The token that closes every text.</summary>
    public int SeparatorId { get; }

    /// <summary>The token that hides another one.</summary>
    public int MaskId { get; }

    /// <summary>Reads <c>vocab.txt</c> and, if it is there, <c>tokenizer_config.json</c> of a model folder.</summary>
    /// <exception cref="InvalidInputException">
    /// A file cannot be used, or the vocabulary lacks special tokens; carries all faults.
    /// </exception>
    public static WordPieceTokenizer Load(string folder)
    {
        var config = WordPieceConfigFile.Read(folder);
        var path = Path.Combine(folder, ModelFileNames.Vocabulary);
        var vocabulary = WordPieceVocabulary.Read(path);
        var faults = Missing(vocabulary, config).Select(token => new Fault(
            new FaultPlace(path),
            $"The special token '{token}' is missing.",
            "Take the vocabulary that belongs to the model."));

        return faults.Any() ? throw new InvalidInputException(faults) : new(vocabulary, config);
    }

    /// <summary>
    /// Writes <c>vocab.txt</c> and <c>tokenizer_config.json</c> into a folder, which is created if it is not there.
    /// </summary>
    /// <exception cref="IOException">The folder is not writable or the device is full.</exception>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        Vocabulary.Write(Path.Combine(folder, ModelFileNames.Vocabulary));
        ModelFolderWriter.WriteJson(
            Path.Combine(folder, ModelFileNames.TokenizerConfig), WordPieceConfigFile.ToJson(Config));
    }

    /// <inheritdoc/>
    public TokenSequence Encode(string first, string? second, int maximumLength)
    {
        return Frame(TokenIds(first), second is null ? null : TokenIds(second), maximumLength);
    }

    /// <inheritdoc/>
    public WordTokens EncodeWords(IReadOnlyList<string> words, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(words);

        return WordTokens.Of(words, TokenIds, ids => Frame(ids, more: null, maximumLength));
    }

    /// <summary>
    /// The tokens of a text as <see cref="WordPieceVocabulary.Tokens"/> spells them, without special tokens around
    /// them.
    /// </summary>
    public IReadOnlyList<string> Tokenize(string text) => [.. TokenIds(text).Select(id => Vocabulary.Tokens[id])];

    /// <summary>The token numbers of a text, without special tokens around them.</summary>
    public List<int> TokenIds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>();
        var words = new List<string>();
        var rest = text.AsSpan();
        while (FindSpecial(rest) is var (start, special))
        {
            AddPieces(rest[..start], words, ids);
            ids.Add(Vocabulary.Find(special)!.Value);
            rest = rest[(start + special.Length)..];
        }

        AddPieces(rest, words, ids);
        return ids;
    }

    private static List<string> Missing(WordPieceVocabulary vocabulary, WordPieceConfig config) =>
        [.. config.Special.Where(token => vocabulary.Find(token) is null)];

    private TokenSequence Frame(List<int> ids, List<int>? more, int maximumLength)
    {
        var room = maximumLength - (more is null ? 2 : 3);
        PairTruncation.Apply(ids, more, room);

        var all = ImmutableArray.CreateBuilder<int>();
        all.Add(ClassifierId);
        all.AddRange(ids);
        all.Add(SeparatorId);
        var firstLength = all.Count;
        if (more is not null)
        {
            all.AddRange(more);
            all.Add(SeparatorId);
        }

        var segments = new int[all.Count];
        segments.AsSpan(firstLength).Fill(1);
        return new(all.ToImmutable(), [.. segments]);
    }

    /// <summary>The first special token of a text, the longest where several start; null when there is none.</summary>
    private (int Start, string Token)? FindSpecial(ReadOnlySpan<char> text)
    {
        (int Start, string Token)? found = null;
        foreach (var token in Config.Special)
        {
            var start = text.IndexOf(token, StringComparison.Ordinal);
            if (start >= 0
                && (found is not var (best, other) || start < best || (start == best && token.Length > other.Length)))
            {
                found = (start, token);
            }
        }

        return found;
    }

    private void AddPieces(ReadOnlySpan<char> text, List<string> words, List<int> ids)
    {
        words.Clear();
        _splitter.Split(text, words);
        foreach (var word in words)
        {
            AddPieces(word, ids);
        }
    }

    private void AddPieces(string word, List<int> ids)
    {
        var before = ids.Count;
        var rest = word.AsSpan();
        var fits = word.Length <= LongestWord || word.EnumerateRunes().Count() <= LongestWord;
        while (fits && !rest.IsEmpty)
        {
            fits = Vocabulary.TryMatch(rest, isStart: rest.Length == word.Length, out var id, out var length);
            ids.Add(id);
            rest = rest[length..];
        }

        if (!fits)
        {
            // One piece that is missing makes the whole word unknown.
            ids.RemoveRange(before, ids.Count - before);
            ids.Add(UnknownId);
        }
    }
}
