using AutoPeft.Trials.Transfer;

namespace AutoPeft.Trials.Tests.Transfer;

public sealed class DepthProfileTests
{
    [Fact]
    public void Twelve_layers_have_a_feature_each()
    {
        var features = DepthProfile.Of([0, 0, 0, 768, 0, 0, 0, 0, 0, 0, 0, 0], 768);

        Assert.Equal(1, features[3], 12);
        Assert.Equal(1, features.Sum(), 12);
    }

    [Fact]
    public void Deeper_and_wider_models_with_the_same_share_of_modules_are_described_alike()
    {
        double[] sizes = [0, 0, 0, 24, 24, 0, 0, 0, 96, 0, 0, 3], deeper = [.. sizes.SelectMany(size => new[] { size * 4 / 3, size * 4 / 3 })];
        var one = DepthProfile.Of(sizes, 768);
        var other = DepthProfile.Of(deeper, 1024);

        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 12));
    }

    [Fact]
    public void A_layer_that_spans_several_parts_counts_in_all_of_them()
    {
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0], DepthProfile.Of([0, 12, 0], 12).Select(feature => Math.Round(feature, 12)));
    }

    [Fact]
    public void More_is_more_and_nothing_is_nothing()
    {
        double[] found = [.. new double[] { 0, 1, 3, 24, 192, 768 }.Select(size => DepthProfile.Of([size], 768)[0])];

        Assert.Equal(0, found[0]);
        Assert.Equal(found.Order(), found);
        Assert.Equal(6, found.Distinct().Count());
    }
}
