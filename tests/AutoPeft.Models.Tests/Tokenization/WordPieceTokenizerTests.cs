using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Tokenization;

public sealed class WordPieceTokenizerTests : IDisposable
{
    private static readonly string[] Tokens =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "a", "b", "c", "##a", "##b", "!", "中", "😀"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_thousand_strings_get_the_ids_of_Hugging_Face(bool lowerCase)
    {
        var reference = new WordPieceReference(lowerCase);

        Assert.All(reference.Single, row => Assert.Equal(row.Ids, reference.Tokenizer.TokenIds(row.Text)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pairs_are_cut_and_segmented_as_Hugging_Face_does(bool lowerCase)
    {
        var reference = new WordPieceReference(lowerCase);

        Assert.All(reference.Pairs, row =>
        {
            var sequence = reference.Tokenizer.Encode(row.First, row.Second, row.Length);
            Assert.Equal(row.Ids, sequence.Ids);
            Assert.Equal(row.Segments, sequence.Segments);
        });
    }

    [Theory]
    [InlineData("unaffable", "un ##aff ##able")]
    [InlineData("UNÁFFABLE", "un ##aff ##able")]
    [InlineData("a中b!c", "a 中 b ! c")]
    [InlineData("a\u0000b\u200dc", "[UNK]")] // invisible characters vanish: "abc" has no "##c"
    [InlineData("ab\u00a0\u3000ba\t\n", "a ##b b ##a")]
    [InlineData("😀", "😀")]
    [InlineData("a😀", "[UNK]")]
    [InlineData("a[MASK]b [mask]", "a [MASK] b [UNK] [UNK] [UNK]")]
    [InlineData("\ud800a", "a")] // half a character is none
    [InlineData(" \u0301 ", "")]
    public void Words_are_cut_into_the_longest_pieces(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Create().Tokenize(text)));

    [Fact]
    public void A_word_of_more_than_a_hundred_characters_is_unknown()
    {
        Assert.Equal(100, Create().TokenIds("a" + new string('b', 99)).Count);
        Assert.Equal([1], Create().TokenIds("a" + new string('b', 100)));
    }

    [Fact]
    public void A_text_is_framed_and_cut_at_its_end()
    {
        var sequence = Create().Encode("a b c", null, 4);

        Assert.Equal([2, 8, 9, 3], sequence.Ids);
        Assert.Equal([0, 0, 0, 0], sequence.Segments);
    }

    [Fact]
    public void Of_a_pair_the_longer_text_is_cut_and_the_second_when_both_are_equal()
    {
        var sequence = Create().Encode("a a", "b b b", 6);

        Assert.Equal([2, 8, 8, 3, 9, 3], sequence.Ids);
        Assert.Equal([0, 0, 0, 0, 1, 1], sequence.Segments);
    }

    [Fact]
    public void A_length_without_room_for_the_special_tokens_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Create().Encode("a", null, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create().Encode("a", "b", 2));
    }

    [Fact]
    public void A_saved_tokenizer_is_loaded_with_its_settings()
    {
        var config = new WordPieceConfig { LowerCase = false, StripAccents = true, Mask = "<mask>" };
        new WordPieceTokenizer(new([.. Tokens, "<mask>", "\u0085"]), config).Save(_folder.Path);

        var loaded = WordPieceTokenizer.Load(_folder.Path);

        Assert.Equal(config, loaded.Config);
        Assert.Equal(Tokens.Length, loaded.MaskId);
        Assert.Equal("\u0085", loaded.Vocabulary.Tokens[^1]);
    }

    [Fact]
    public void Every_missing_special_token_is_reported()
    {
        _folder.Write("vocab.txt", "[PAD]\n[UNK]\na\n");

        Assert.Equal(3, Assert.Throws<InvalidInputException>(() => WordPieceTokenizer.Load(_folder.Path)).Faults.Length);
    }

    [Fact]
    public void A_tokenizer_config_in_the_long_form_is_read()
    {
        _folder.Write("vocab.txt", string.Join('\n', Tokens) + "\n");
        _folder.Write(
            "tokenizer_config.json",
            """{"do_lower_case":false,"mask_token":{"content":"a","lstrip":false},"strip_accents":null,"model_max_length":512}""");

        var loaded = WordPieceTokenizer.Load(_folder.Path);

        Assert.False(loaded.Config.LowerCase);
        Assert.Equal(8, loaded.MaskId);
    }

    [Fact]
    public void A_vocabulary_that_is_no_text_is_a_fault()
    {
        _folder.Write("vocab.txt", [0xFF, 0xFE, 0x00]);

        Assert.Throws<InvalidInputException>(() => WordPieceTokenizer.Load(_folder.Path));
    }

    [Fact]
    public void A_gap_in_the_vocabulary_is_a_fault_with_its_line()
    {
        _folder.Write("vocab.txt", "[PAD]\n[UNK]\n\n[CLS]\n[SEP]\n");

        var fault = Assert.Throws<InvalidInputException>(() => WordPieceTokenizer.Load(_folder.Path));

        Assert.Contains("Line 3 is empty", fault.Message, StringComparison.Ordinal);
    }

    private static WordPieceTokenizer Create() => new(new(Tokens), new());
}
