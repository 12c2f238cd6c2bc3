using System.Text;

namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>Byte-level encoding: words by GPT-2's pattern, their UTF-8 bytes as the first symbols. Knows no unknown text.</summary>
internal sealed class ByteLevelEncoder : IWordEncoder
{
    private readonly BytePairVocabulary _vocabulary;
    private readonly int?[] _bytes;
    private readonly bool _addsSpace;

    /// <param name="vocabulary">Symbols and merges, in the letters of <see cref="ByteAlphabet"/>.</param>
    /// <param name="addsSpace">Whether a text that does not begin with a space gets one.</param>
    public ByteLevelEncoder(BytePairVocabulary vocabulary, bool addsSpace)
    {
        _vocabulary = vocabulary;
        _addsSpace = addsSpace;
        _bytes = [.. ByteAlphabet.Characters.Select(character => vocabulary.Find(character.ToString()))];
    }

    public void Encode(string text, List<int> ids)
    {
        var prepared = _addsSpace && text[0] != ' ' ? " " + text : text;
        var symbols = new List<int>();
        for (var start = 0; start < prepared.Length;)
        {
            var end = GptWordSplitter.WordEnd(prepared, start);
            symbols.Clear();
            foreach (var value in Encoding.UTF8.GetBytes(prepared[start..end]))
            {
                if (_bytes[value] is { } id)
                {
                    symbols.Add(id); // a vocabulary may lack bytes that its texts never had; they vanish, as in the original
                }
            }

            ids.AddRange(SymbolMerger.Merge(_vocabulary, symbols));
            start = end;
        }
    }

    /// <summary>Symbols inside a text begin with the space before the word.</summary>
    public string PrepareWord(string word) => " " + word;
}
