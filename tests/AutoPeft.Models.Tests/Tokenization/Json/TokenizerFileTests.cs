using System.Text.Json;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Tokenization.Json;

public sealed class TokenizerFileTests : IDisposable
{
    private const string Minimal = """
        { "added_tokens": [{ "id": 3, "content": "<s>" }], "model": { "type": "BPE", "vocab": { "a": 0, "b": 1, "ab": 2 }, "merges": ["a b"] } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("gpt2")]
    [InlineData("roberta")]
    [InlineData("llama")]
    [InlineData("wordpiece")]
    public void Two_thousand_strings_get_the_ids_of_Hugging_Face(string kind)
    {
        using var reference = JsonDocument.Parse(File.ReadAllBytes(Reference));
        var (strings, part) = (Strings(reference), reference.RootElement.GetProperty("kinds").GetProperty(kind));
        var tokenizer = Load(part.GetProperty("tokenizer").GetRawText());

        Assert.True(strings.Length > 2000);
        foreach (var (text, expected) in strings.Zip(part.GetProperty("single").EnumerateArray()))
        {
            Assert.Equal((text, expected.GetString()), (text, string.Join(' ', tokenizer.Encode(text, null, 100_000).Ids)));
        }
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("roberta")]
    [InlineData("llama")]
    public void Pairs_are_cut_framed_and_segmented_as_Hugging_Face_does(string kind)
    {
        using var reference = JsonDocument.Parse(File.ReadAllBytes(Reference));
        var (strings, part) = (Strings(reference), reference.RootElement.GetProperty("kinds").GetProperty(kind));
        var tokenizer = Load(part.GetProperty("tokenizer").GetRawText());

        foreach (var row in part.GetProperty("pairs").EnumerateArray())
        {
            var pair = tokenizer.Encode(strings[row[0].GetInt32()], strings[row[1].GetInt32()], row[2].GetInt32());
            Assert.Equal(row[3].GetString(), string.Join(' ', pair.Ids));
            Assert.Equal(row[4].GetString(), string.Join(' ', pair.Segments));
        }
    }

    [Fact]
    public void Every_number_of_a_token_lies_below_the_size_of_the_vocabulary()
    {
        var tokenizer = Load(Minimal);

        Assert.Equal(4, tokenizer.VocabularySize);
        Assert.Equal([2, 3, 0], tokenizer.Encode("ab<s>a", null, 9).Ids);
    }

    [Theory]
    [InlineData("\"ab\": 2", "\"ab\": 5", "there is a gap")]
    [InlineData("\"ab\": 2", "\"ab\": 1", "gives number 1 to 'b' and to 'ab'")]
    [InlineData("\"ab\": 2", "\"ab\": -1", "not negative")]
    [InlineData("\"ab\": 2", "\"a\": 2", "twice")]
    [InlineData("\"a b\"", "\"a c\"", "both parts and the result must be tokens")]
    [InlineData("\"a b\"", "7", "must be a text")]
    [InlineData("\"content\": \"<s>\"", "\"content\": \"\"", "is empty")]
    [InlineData("\"BPE\"", "\"Unigram\"", "supported: WordPiece, BPE")]
    [InlineData("\"model\":", "\"normalizer\": { \"type\": \"Precompiled\" }, \"model\":", "supported: Prepend first")]
    [InlineData("\"model\":", "\"pre_tokenizer\": { \"type\": \"Split\" }, \"model\":", "supported: ByteLevel")]
    [InlineData("\"model\":", "\"post_processor\": { \"type\": \"Magic\" }, \"model\":", "supported: TemplateProcessing")]
    public void What_is_damaged_or_not_supported_is_refused_by_name(string part, string replacement, string message)
    {
        var exception = Assert.Throws<InvalidInputException>(() => Load(Minimal.Replace(part, replacement, StringComparison.Ordinal)));

        Assert.Contains(exception.Faults, fault => fault.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(exception.Faults, fault => Assert.EndsWith("tokenizer.json", fault.Place.Source, StringComparison.Ordinal));
    }

    private static string Reference => Path.Combine(Repository.Root, "tests/reference/tokenization/tokenizers.json");

    private static string[] Strings(JsonDocument reference) =>
        [.. reference.RootElement.GetProperty("strings").EnumerateArray().Select(text => text.GetString()!)];

    private ITokenizer Load(string json)
    {
        _folder.Write("tokenizer.json", json);

        return TokenizerLoader.Load(_folder.Path);
    }
}
