using AutoPeft.Peft.Allocation;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Tests.Allocation;

public sealed class WeightedChoiceTests
{
    [Fact]
    public void Nothing_is_drawn_twice_and_no_more_than_there_is()
    {
        Assert.Equal([0, 1, 2], WeightedChoice.Of([1, 5, 1], 7, RandomKey.FromSeed(1)).Order());
        Assert.Equal(2, WeightedChoice.Of([1, 5, 1], 2, RandomKey.FromSeed(1)).Distinct().Count());
    }

    [Fact]
    public void Items_are_drawn_as_often_as_their_weights_say()
    {
        var counts = new int[3];
        for (var draw = 0; draw < 4000; draw++)
        {
            counts[WeightedChoice.Of([1, 2, 5], 1, RandomKey.FromSeed(2).For(draw))[0]]++;
        }

        Assert.Equal(4000 * 1 / 8.0, counts[0], 80.0);
        Assert.Equal(4000 * 2 / 8.0, counts[1], 100.0);
        Assert.Equal(4000 * 5 / 8.0, counts[2], 120.0);
    }
}
