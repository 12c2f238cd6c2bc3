using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Primitives.Tests.Randomness;

public sealed class RandomKeyTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    [Fact]
    public void Equal_keys_give_equal_draws() =>
        Assert.Equal(Key.For("dropout").For(3).Bits(11), RandomKey.FromSeed(7).For("dropout").For(3).Bits(11));

    [Fact]
    public void Draws_are_those_of_an_independent_computation() =>
        Assert.Equal(0xB42F44DC42A03597UL, RandomKey.FromSeed(0).For("dropout").For(3).Bits(11));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 8)]
    [InlineData(1_000_000_007, 37)]
    public void Many_draws_at_once_are_the_single_draws(long first, int count)
    {
        var draws = new ulong[count];

        Key.Bits(first, draws);

        Assert.Equal(Enumerable.Range(0, count).Select(i => Key.Bits(first + i)), draws);
    }

    [Fact]
    public void Different_consumers_get_different_keys()
    {
        var keys = Enumerable.Range(0, 1000).SelectMany(i => new[] { Key.For(i), Key.For($"{i}"), Key.For(i).For(i) });

        Assert.Equal(3000, keys.Distinct().Count());
    }

    [Fact]
    public void Uniform_draws_have_the_mean_and_variance_of_the_unit_interval()
    {
        var draws = Enumerable.Range(0, 100_000).Select(i => Key.Uniform(i)).ToArray();
        var mean = draws.Average();

        // Standard errors: 0.0009 of the mean, 0.0002 of the variance; five of each.
        Assert.InRange(mean, 0.5 - 0.0046, 0.5 + 0.0046);
        Assert.InRange(draws.Average(u => (u - mean) * (u - mean)), (1 / 12.0) - 0.0012, (1 / 12.0) + 0.0012);
        Assert.All(draws, u => Assert.InRange(u, 0, 1 - 1e-16));
    }

    [Fact]
    public void Normal_draws_have_mean_zero_and_variance_one()
    {
        var draws = Enumerable.Range(0, 100_000).Select(i => Key.Normal(i)).ToArray();

        Assert.InRange(draws.Average(), -0.016, 0.016);
        Assert.InRange(draws.Average(z => z * z), 1 - 0.023, 1 + 0.023);
        Assert.InRange(draws.Count(z => Math.Abs(z) > 1.959964) / 100_000.0, 0.0466, 0.0534);
    }

    [Fact]
    public void Whole_numbers_cover_their_range_evenly()
    {
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[Key.Below(i, 7)]++;
        }

        // Expected 10,000 each, standard deviation 93.
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void A_permutation_holds_every_number_once() =>
        Assert.Equal(Enumerable.Range(0, 100), Key.Permutation(100).Order());

    [Fact]
    public void All_orders_of_three_are_equally_likely()
    {
        var counts = Enumerable.Range(0, 12_000).Select(i => string.Concat(Key.For(i).Permutation(3))).CountBy(order => order);

        Assert.Equal(6, counts.Count());
        Assert.All(counts, pair => Assert.InRange(pair.Value, 1_800, 2_200));
    }

    [Fact]
    public void A_range_without_numbers_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Key.Below(0, 0));
}
