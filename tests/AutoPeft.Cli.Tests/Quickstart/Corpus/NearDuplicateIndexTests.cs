using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

public sealed class NearDuplicateIndexTests
{
    [Theory]
    [InlineData("a b c d e", false)]
    [InlineData("e d c b a", false)]
    [InlineData("a b c d", false)]
    [InlineData("a b c", true)]
    [InlineData("a b c d f", true)]
    [InlineData("v w x y z", true)]
    public void A_text_is_refused_when_four_fifths_of_all_words_are_shared(string text, bool expected)
    {
        var index = new NearDuplicateIndex(0.8);
        index.TryAdd("a b c d e".Split(' '));

        Assert.Equal(expected, index.TryAdd(text.Split(' ')));
    }

    [Fact]
    public void It_agrees_with_comparing_every_pair()
    {
        var key = RandomKey.FromSeed(3);
        var texts = Enumerable.Range(0, 300)
            .Select(i => Enumerable.Range(0, 4 + key.Below(i, 4)).Select(j => "w" + key.For(i).Below(j, 9)).ToHashSet())
            .ToList();
        var index = new NearDuplicateIndex(0.7);
        var kept = new List<HashSet<string>>();

        foreach (var text in texts)
        {
            var isNew = kept.TrueForAll(other => text.Intersect(other).Count() < 0.7 * text.Union(other).Count());
            Assert.Equal(isNew, index.TryAdd(text));
            kept.AddRange(isNew ? [text] : []);
        }

        Assert.InRange(kept.Count, 20, 280);
    }
}
