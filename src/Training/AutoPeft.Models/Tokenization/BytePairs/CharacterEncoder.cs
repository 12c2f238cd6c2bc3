using System.Globalization;
using System.Text;

namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>
/// Llama's encoding: the whole text as one word, its characters as the first symbols, a character that is none as its bytes.
/// </summary>
internal sealed class CharacterEncoder : IWordEncoder
{
    private readonly BytePairVocabulary _vocabulary;
    private readonly int?[] _bytes;
    private readonly int? _unknown;
    private readonly CharacterEncoderSettings _settings;

    public CharacterEncoder(BytePairVocabulary vocabulary, CharacterEncoderSettings settings)
    {
        _vocabulary = vocabulary;
        _settings = settings;
        _unknown = settings.Unknown is null ? null : vocabulary.Find(settings.Unknown);
        _bytes = [.. Enumerable.Range(0, 256).Select(value => vocabulary.Find(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")))];
    }

    public void Encode(string text, List<int> ids)
    {
        var normal = _settings.Replacements.Aggregate(
            _settings.Prefix + text, (current, pair) => current.Replace(pair.Old, pair.New, StringComparison.Ordinal));
        var symbols = new List<int>();
        var afterUnknown = false;
        foreach (var character in normal.EnumerateRunes())
        {
            var known = AddKnown(character, symbols);
            if (!known && _unknown is { } unknown && !(afterUnknown && _settings.FusesUnknown))
            {
                symbols.Add(unknown);
            }

            afterUnknown = !known;
        }

        ids.AddRange(SymbolMerger.Merge(_vocabulary, symbols));
    }

    /// <summary>The prefix that every text gets stands for the space.</summary>
    public string PrepareWord(string word) => _settings.Prefix.Length > 0 ? word : " " + word;

    private bool AddKnown(Rune character, List<int> symbols)
    {
        if (_vocabulary.Find(character) is { } id)
        {
            symbols.Add(id);
            return true;
        }

        Span<byte> bytes = stackalloc byte[4];
        var length = character.EncodeToUtf8(bytes);
        foreach (var value in bytes[..length])
        {
            if (!_settings.FallsBackToBytes || _bytes[value] is null)
            {
                return false;
            }
        }

        foreach (var value in bytes[..length])
        {
            symbols.Add(_bytes[value]!.Value);
        }

        return true;
    }
}
