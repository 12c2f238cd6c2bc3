using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Analysis;

namespace AutoPeft.Search.Tests.Analysis;

public sealed class ModelQualityTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    [Fact]
    public void A_model_that_is_right_covers_what_it_says()
    {
        var quality = ModelQuality.Of([.. Enumerable.Range(0, 4000).Select(i => HeldOutPrediction.OfNormal(i, (2 * Key.Normal(i)) + (i % 7), i % 7, 2))]);

        Assert.Equal(0.5, quality.Coverage50, 0.03);
        Assert.Equal(0.8, quality.Coverage80, 0.03);
        Assert.Equal(0.95, quality.Coverage95, 0.02);
        Assert.True(quality.NegativeLogDensity < quality.BaselineNegativeLogDensity);
    }

    [Fact]
    public void A_model_that_is_too_sure_covers_too_little_and_pays_for_it()
    {
        HeldOutPrediction[] At(double deviation) => [.. Enumerable.Range(0, 1000).Select(i => HeldOutPrediction.OfNormal(i, Key.Normal(i), 0, deviation))];

        var (sure, right) = (ModelQuality.Of([.. At(0.2)]), ModelQuality.Of([.. At(1)]));

        Assert.True(sure.Coverage95 < 0.4);
        Assert.True(sure.NegativeLogDensity > right.NegativeLogDensity + 1);
    }

    [Fact]
    public void Figures_by_hand()
    {
        var quality = ModelQuality.Of([HeldOutPrediction.OfNormal(0, 1, 1, 1), HeldOutPrediction.OfNormal(1, 3, 2, 1)]);

        Assert.Equal(Math.Sqrt(0.5), quality.RootMeanSquaredError, 12);
        Assert.Equal((0.5 * Math.Log(2 * Math.PI)) + 0.25, quality.NegativeLogDensity, 12);
        Assert.Equal(1, quality.RankCorrelation, 12);
        Assert.Equal(0.5, quality.Coverage50);
    }
}
