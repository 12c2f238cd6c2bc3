using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Acquisition;

public sealed class SampledImprovementTests
{
    [Theory]
    [InlineData(4, 80)]
    [InlineData(5, 25)]
    public void A_part_of_the_boxes_agrees_with_all_of_them(int objectives, int count)
    {
        var (front, reference) = (Front(objectives, count), Reference(objectives));
        var exact = new ExpectedHypervolumeImprovement(front, reference, int.MaxValue);
        var sampled = new ExpectedHypervolumeImprovement(front, reference, mostBoxes: 0);

        var ratios = Candidates(objectives, 60).Select(candidate => Math.Exp(sampled.Log(candidate) - exact.Log(candidate))).ToArray();

        Assert.Equal(1, ratios.Average(), 0.03);
        Assert.All(ratios, ratio => Assert.InRange(ratio, 0.85, 1.15));
        Assert.InRange(Math.Sqrt(ratios.Average(ratio => (ratio - 1) * (ratio - 1))), 0, 0.05);
    }

    [Theory]
    [InlineData(3, 70)]
    [InlineData(4, 40)]
    public void Where_there_are_few_slices_nothing_is_left_out(int objectives, int count)
    {
        var (front, reference) = (Front(objectives, count), Reference(objectives));
        var exact = new ExpectedHypervolumeImprovement(front, reference, int.MaxValue);
        var sampled = new ExpectedHypervolumeImprovement(front, reference, mostBoxes: 0);

        Assert.All(Candidates(objectives, 20), candidate => Assert.Equal(exact.Log(candidate), sampled.Log(candidate), 1e-9));
    }

    [Fact]
    public void Five_objectives_agree_with_brute_force()
    {
        var (front, reference) = (Front(5, 30), Reference(5));
        var sampled = new ExpectedHypervolumeImprovement(front, reference, mostBoxes: 0);

        foreach (var candidate in Candidates(5, 3))
        {
            var gains = Enumerable.Range(0, 1500).Select(draw => Gain(Draw(candidate, RandomKey.FromSeed(99).For(draw)), front, reference)).ToArray();
            var error = Math.Sqrt(gains.Select(gain => Math.Pow(gain - gains.Average(), 2)).Average() / gains.Length);

            Assert.InRange(Math.Exp(sampled.Log(candidate)), gains.Average() - (4 * error), gains.Average() + (4 * error));
        }
    }

    [Fact]
    public void Its_gradient_is_that_of_finite_differences()
    {
        var improvement = new ExpectedHypervolumeImprovement(Front(5, 30), Reference(5), mostBoxes: 0);
        var candidate = Candidates(5, 1)[0];
        double[] byMean = new double[5], byDeviation = new double[5];

        Assert.Equal(improvement.Log(candidate), improvement.LogWithGradient(candidate, byMean, byDeviation), 1e-9);
        for (var objective = 0; objective < 5; objective++)
        {
            Assert.Equal((Shifted(objective, 1e-5, 0) - Shifted(objective, -1e-5, 0)) / 2e-5, byMean[objective], 1e-4);
            Assert.Equal((Shifted(objective, 0, 1e-5) - Shifted(objective, 0, -1e-5)) / 2e-5, byDeviation[objective], 1e-4);
        }

        double Shifted(int objective, double mean, double deviation) => improvement.Log(
            [.. candidate.Select((forecast, index) => index == objective ? new Forecast(forecast.Mean + mean, forecast.Deviation + deviation) : forecast)]);
    }

    [Fact]
    public void A_known_loss_is_a_forecast_without_deviation()
    {
        var (front, reference) = (Front(4, 80), Reference(4));
        Forecast[] candidate = [new(0.4, 0.1), new(0.5, 0.05), new(0.45, 0), new(0.5, 0)];

        var ratio = Math.Exp(new ExpectedHypervolumeImprovement(front, reference, mostBoxes: 0).Log(candidate) - new ExpectedHypervolumeImprovement(front, reference, int.MaxValue).Log(candidate));

        Assert.Equal(1, ratio, 0.1);
    }

    [Fact]
    public void Too_many_boxes_are_not_all_cut()
    {
        Assert.Null(BoxDecomposition.OfUndominated(Front(6, 40), Reference(6), ExpectedHypervolumeImprovement.MostBoxes));
        Assert.InRange(SampledBoxes.OfUndominated(Front(6, 40), Reference(6)).Boxes.Count, SampledBoxes.Slices, 20 * SampledBoxes.Slices);
    }

    // What the published times of suggestions with so many objectives are about.
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_hundred_random_points_of_DTLZ2_have_too_many_boxes(int objectives)
    {
        var points = Enumerable.Range(0, 100).Select(index => Dtlz2(RandomKey.FromSeed(index), objectives)).ToArray();

        Assert.Null(BoxDecomposition.OfUndominated(points, [.. Enumerable.Repeat(2.5, objectives)], ExpectedHypervolumeImprovement.MostBoxes));
    }

    private static double[] Dtlz2(RandomKey key, int objectives)
    {
        double Angle(int place) => Math.PI * key.Uniform(place) / 2;
        var length = 1 + Enumerable.Range(objectives - 1, 6).Sum(place => Math.Pow(key.Uniform(place) - 0.5, 2));

        return [.. Enumerable.Range(0, objectives).Select(objective => length * (objective == 0 ? 1 : Math.Sin(Angle(objectives - 1 - objective)))
            * Enumerable.Range(0, objectives - 1 - objective).Aggregate(1.0, (product, place) => product * Math.Cos(Angle(place))))];
    }

    /// <summary>Points of a sphere's positive part, none of which dominates another.</summary>
    private static double[][] Front(int objectives, int count) => [.. Enumerable.Range(0, count).Select(index =>
    {
        var direction = Enumerable.Range(0, objectives).Select(objective => Math.Abs(StandardNormal.Quantile(RandomKey.FromSeed(index).Uniform(objective)))).ToArray();
        var length = Math.Sqrt(direction.Sum(value => value * value));
        return direction.Select(value => value / length).ToArray();
    })];

    /// <summary>What a point dominates, less what of it the front dominates already.</summary>
    private static double Gain(double[] point, double[][] front, double[] reference) => point.Zip(reference).Any(pair => pair.First >= pair.Second) ? 0
        : point.Zip(reference).Aggregate(1.0, (volume, pair) => volume * (pair.Second - pair.First))
            - Hypervolume.Of(Array.ConvertAll(front, other => other.Zip(point, Math.Max).ToArray()), reference);

    private static double[] Reference(int objectives) => [.. Enumerable.Repeat(1.1, objectives)];

    private static Forecast[][] Candidates(int objectives, int count) => [.. Enumerable.Range(0, count).Select(index =>
        Enumerable.Range(0, objectives).Select(objective => new Forecast(
            0.2 + (0.6 * RandomKey.FromSeed(500 + index).Uniform(objective)), 0.02 + (0.2 * RandomKey.FromSeed(700 + index).Uniform(objective)))).ToArray())];

    private static double[] Draw(Forecast[] candidate, RandomKey key) =>
        [.. candidate.Select((forecast, objective) => forecast.Mean + (forecast.Deviation * StandardNormal.Quantile(key.Uniform(objective))))];
}
