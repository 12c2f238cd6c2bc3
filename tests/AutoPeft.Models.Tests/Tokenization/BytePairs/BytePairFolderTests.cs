using System.Text.Json;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Tokenization.BytePairs;

public sealed class BytePairFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("gpt2", false)]
    [InlineData("roberta", true)]
    public void The_two_files_give_the_ids_of_the_one(string kind, bool addsSpace)
    {
        using var reference = JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(Repository.Root, "tests/reference/tokenization/tokenizers.json")));
        var part = reference.RootElement.GetProperty("kinds").GetProperty(kind);
        var model = part.GetProperty("tokenizer").GetProperty("model");
        var merges = model.GetProperty("merges").EnumerateArray().Select(merge => merge.GetString());
        _folder.Write("vocab.json", model.GetProperty("vocab").GetRawText());
        _folder.Write("merges.txt", "#version: 0.2\n" + string.Join('\n', merges) + "\n");
        _folder.Write("tokenizer_config.json", $$"""{ "add_prefix_space": {{(addsSpace ? "true" : "false")}} }""");

        var tokenizer = TokenizerLoader.Load(_folder.Path);

        var strings = reference.RootElement.GetProperty("strings").EnumerateArray().Select(text => text.GetString()!);
        foreach (var (text, expected) in strings.Zip(part.GetProperty("single").EnumerateArray()))
        {
            Assert.Equal((text, expected.GetString()), (text, string.Join(' ', tokenizer.Encode(text, null, 100_000).Ids)));
        }
    }

    [Fact]
    public void A_merge_that_cannot_be_used_is_a_fault_with_its_line()
    {
        _folder.Write("vocab.json", """{ "a": 0, "b": 1, "ab": 2 }""");
        _folder.Write("merges.txt", "#version: 0.2\na b\na\na c\n");

        var exception = Assert.Throws<InvalidInputException>(() => TokenizerLoader.Load(_folder.Path));

        Assert.Equal([3, 4], exception.Faults.Select(fault => fault.Place.Line));
    }

    [Fact]
    public void A_gap_in_the_numbers_is_a_fault()
    {
        _folder.Write("vocab.json", """{ "a": 0, "b": 2 }""");
        _folder.Write("merges.txt", "");

        Assert.Throws<InvalidInputException>(() => TokenizerLoader.Load(_folder.Path));
    }

    [Fact]
    public void A_folder_without_any_tokenizer_is_a_fault() =>
        Assert.Throws<InvalidInputException>(() => TokenizerLoader.Load(_folder.Path));
}
