using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

public sealed class TokenMaskingTests
{
    private const int Length = 42;
    private static readonly PretrainingVocabulary Vocabulary = new(1005, 0, 2, 3, 4, 5);
    private static readonly RandomKey Key = RandomKey.FromSeed(1);
    private readonly TokenMasking _masking = new(Vocabulary, 0.15);

    [Fact]
    public void A_fixed_share_is_chosen_and_never_the_first_or_last_token()
    {
        for (var i = 0; i < 200; i++)
        {
            var hidden = _masking.Hide(Sequence(), Key.For(i));

            Assert.Equal(6, hidden.Length);
            Assert.All(hidden, item => Assert.InRange(item.Position, 1, Length - 2));
            Assert.Equal(hidden.Select(item => item.Position).Order().Distinct(), hidden.Select(item => item.Position));
        }
    }

    [Fact]
    public void The_targets_are_what_stood_there_and_all_else_stays()
    {
        var ids = Sequence();

        var hidden = _masking.Hide(ids, Key);
        Array.ForEach(hidden, item => ids[item.Position] = item.Target);

        Assert.Equal(Sequence(), ids);
    }

    [Fact]
    public void Eighty_ten_ten()
    {
        var replaced = Enumerable.Range(0, 2000).SelectMany(i =>
        {
            var ids = Sequence();
            return _masking.Hide(ids, Key.For(i)).Select(item => (item.Target, Seen: ids[item.Position])).ToArray();
        }).ToList();

        // 12,000 draws: five standard deviations are 0.018 at 80 % and 0.014 at 10 %.
        Assert.InRange(Share(item => item.Seen == Vocabulary.MaskId), 0.782, 0.818);
        Assert.InRange(Share(item => item.Seen == item.Target), 0.086, 0.114);
        Assert.InRange(Share(item => item.Seen >= Vocabulary.FirstOrdinaryId && item.Seen != item.Target), 0.086, 0.114);

        double Share(Func<(int Target, int Seen), bool> predicate) => (double)replaced.Count(predicate) / replaced.Count;
    }

    [Fact]
    public void Random_tokens_come_from_all_ordinary_tokens()
    {
        var seen = Enumerable.Range(0, 4000).SelectMany(i =>
        {
            var ids = Sequence();
            return _masking.Hide(ids, Key.For(i)).Select(item => ids[item.Position]).ToArray();
        }).ToHashSet();

        Assert.InRange(seen.Count, 850, 1001);
        Assert.DoesNotContain(seen, id => id < Vocabulary.MaskId);
    }

    [Fact]
    public void A_single_token_is_always_chosen() =>
        Assert.Equal([(1, 77)], _masking.Hide([2, 77, 3], Key));

    private static int[] Sequence() => [2, .. Enumerable.Range(100, Length - 2), 3];
}
