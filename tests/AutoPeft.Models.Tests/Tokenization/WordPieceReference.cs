using System.Text.Json;
using AutoPeft.Models.Tokenization;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Tokenization;

/// <summary>
/// What Hugging Face's slow <c>BertTokenizer</c> made of some 2,000 strings (<c>tests/reference/tokenization</c>).
/// </summary>
internal sealed class WordPieceReference
{
    private readonly JsonElement _part;

    public WordPieceReference(bool lowerCase)
    {
        using var stream = File.OpenRead(Path.Combine(Repository.Root, "tests/reference/tokenization/wordpiece.json"));
        var root = JsonDocument.Parse(stream).RootElement;
        _part = root.GetProperty(lowerCase ? "uncased" : "cased");
        var tokens = root.GetProperty("vocabulary").EnumerateArray().Select(token => token.GetString()!);
        Tokenizer = new(new WordPieceVocabulary(tokens), new WordPieceConfig { LowerCase = lowerCase });
    }

    public WordPieceTokenizer Tokenizer { get; }

    public IEnumerable<(string Text, int[] Ids)> Single =>
        _part.GetProperty("single").EnumerateArray().Select(row => (row[0].GetString()!, Numbers(row[1])));

    public IEnumerable<(string First, string? Second, int Length, int[] Ids, int[] Segments)> Pairs =>
        _part.GetProperty("pairs").EnumerateArray().Select(
            row => (row[0].GetString()!, row[1].GetString(), row[2].GetInt32(), Numbers(row[3]), Numbers(row[4])));

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];
}
