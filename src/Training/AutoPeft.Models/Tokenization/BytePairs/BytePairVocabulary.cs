using System.Text;

namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>The symbols and merges of byte-pair encoding.</summary>
internal sealed class BytePairVocabulary
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<(int Left, int Right), MergeRule> _merges;

    /// <param name="ids">The number of every symbol.</param>
    /// <param name="merges">The merges in their order; every part and result is a symbol.</param>
    public BytePairVocabulary(IReadOnlyDictionary<string, int> ids, IEnumerable<(string Left, string Right)> merges)
    {
        _ids = new(ids, StringComparer.Ordinal);
        _merges = [];
        var rank = 0;
        foreach (var (left, right) in merges)
        {
            _merges[(_ids[left], _ids[right])] = new(rank++, _ids[left + right]);
        }
    }

    /// <summary>The symbol of this text; null when there is none.</summary>
    public int? Find(string symbol) => _ids.TryGetValue(symbol, out var id) ? id : null;

    /// <summary>The symbol of one character; null when there is none.</summary>
    public int? Find(Rune character)
    {
        Span<char> text = stackalloc char[2];
        var length = character.EncodeToUtf16(text);

        return _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var id) ? id : null;
    }

    /// <summary>What becomes of two neighbours; null when they stay apart.</summary>
    public MergeRule? Rule(int left, int right) => _merges.TryGetValue((left, right), out var rule) ? rule : null;
}
