using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Models.Tests.Tokenization;

public sealed class WordPieceVocabularyTrainerTests
{
    [Fact]
    public void The_most_frequent_neighbours_are_joined_first()
    {
        var vocabulary = Train(["hug hug hug hug pug pug pun bun"]);

        // Characters in ordinal order; then u+g (6), h+ug (4), and of u+n and p+ug (2 each) the one made of older pieces.
        Assert.Equal(
            "[PAD] [UNK] [CLS] [SEP] [MASK] ##g ##n ##u b h p ##ug hug ##un pug",
            string.Join(' ', vocabulary.Tokens));
    }

    [Fact]
    public void The_order_of_the_texts_does_not_matter()
    {
        string[] texts = ["the cat sat on the mat", "a cat and a bat", "that mat, that bat!"];

        Assert.Equal(Train(texts).Tokens, Train(texts.Reverse()).Tokens);
    }

    [Fact]
    public void The_size_is_never_exceeded() => Assert.Equal(100, Train(Corpus(2_000), new() { Size = 100 }).Tokens.Length);

    [Fact]
    public void Every_piece_is_listed_once()
    {
        var tokens = Train(Corpus(2_000), new() { Size = 1_000 }).Tokens;

        Assert.Equal(tokens.Length, tokens.Distinct().Count());
    }

    [Fact]
    public void Rare_characters_are_left_out_with_their_words()
    {
        var tokens = Train(["aa aa aa ab ab ac"], new() { AlphabetLimit = 2 }).Tokens;

        Assert.DoesNotContain("##c", tokens);
        Assert.Contains("##b", tokens);
    }

    [Fact]
    public void Each_step_joins_a_pair_that_no_other_pair_exceeds()
    {
        var texts = Corpus(300).ToList();

        Assert.Equal(PlainTrainer.Train(texts, 400), Train(texts, new() { Size = 400 }).Tokens);
    }

    [Fact]
    public void What_the_vocabulary_was_trained_on_is_never_unknown()
    {
        var texts = Corpus(200).ToList();
        var tokenizer = new WordPieceTokenizer(Train(texts), new());

        Assert.All(texts, text => Assert.DoesNotContain(tokenizer.UnknownId, tokenizer.TokenIds(text)));
    }

    private static WordPieceVocabulary Train(IEnumerable<string> texts, VocabularyTrainerConfig? config = null) =>
        WordPieceVocabularyTrainer.Train(texts, new(), config ?? new(), TestContext.Current.CancellationToken);

    /// <summary>Words over six letters, short ones often.</summary>
    private static IEnumerable<string> Corpus(int words)
    {
        for (var i = 0; i < words; i++)
        {
            var key = RandomKey.FromSeed(5).For(i);
            var letters = Enumerable.Range(1, 1 + key.Below(0, 9)).Select(j => "abcdef"[key.Below(j, 1 + key.Below(j + 20, 6))]);
            yield return string.Concat(letters);
        }
    }
}
