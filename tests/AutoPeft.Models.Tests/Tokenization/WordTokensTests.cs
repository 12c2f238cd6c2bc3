using AutoPeft.Models.Tokenization;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Tokenization;

public sealed class WordTokensTests
{
    private static readonly WordPieceTokenizer Pieces = new(
        new(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "play", "##ing", "chess", "is", "fun"]), new());

    [Fact]
    public void Every_token_names_its_word()
    {
        var (tokens, words) = Pieces.EncodeWords(["playing", "chess"], 10);

        Assert.Equal([2, 5, 6, 7, 3], tokens.Ids);
        Assert.Equal([WordTokens.None, 0, 0, 1, WordTokens.None], words);
    }

    [Fact]
    public void Words_have_the_tokens_of_their_text()
    {
        string[] words = ["chess", "is", "playing", "strange", "fun"];

        Assert.Equal(Pieces.Encode(string.Join(' ', words), null, 20).Ids, Pieces.EncodeWords(words, 20).Tokens.Ids);
    }

    [Fact]
    public void The_last_words_are_cut_off()
    {
        Assert.Equal([WordTokens.None, 0, 0, WordTokens.None], Pieces.EncodeWords(["playing", "chess"], 4).Words);
    }

    [Fact]
    public void A_byte_pair_tokenizer_gives_words_the_tokens_of_their_text()
    {
        var folder = Repository.SharedData("models/stories260K");
        Assert.SkipWhen(folder is null, "stories260K is not on this machine.");
        var tokenizer = TokenizerLoader.Load(folder);
        string[] words = ["Once", "upon", "a", "time", "there", "was", "a", "little", "girl"];

        var (tokens, owners) = tokenizer.EncodeWords(words, 100);

        Assert.Equal(tokenizer.Encode(string.Join(' ', words), null, 100).Ids, tokens.Ids);
        Assert.Equal(Enumerable.Range(0, words.Length), owners.Where(owner => owner >= 0).Distinct());
    }
}
