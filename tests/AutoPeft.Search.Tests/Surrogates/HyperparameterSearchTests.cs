using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class HyperparameterSearchTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    [Fact]
    public void Losses_that_span_decades_are_taken_in_logarithms()
    {
        var points = Processes.Points(40, 2, 3);
        var losses = Array.ConvertAll(points, point => 0.1 + Math.Exp(-6 * point[0] - (2 * point[1])));

        var (scale, _) = Assert.Single(HyperparameterSearch.Of(new(points), losses, new(), Key));

        Assert.InRange(scale.Floor, -1, 0.1);
    }

    [Fact]
    public void Losses_that_are_linear_are_not()
    {
        var points = Processes.Points(40, 2, 3);
        var losses = Array.ConvertAll(points, point => point[0] + (0.3 * point[1]));

        var (scale, _) = Assert.Single(HyperparameterSearch.Of(new(points), losses, new(), Key));

        Assert.Equal(double.NegativeInfinity, scale.Floor);
    }

    [Fact]
    public void Of_many_observations_a_part_leads_to_nearly_the_same()
    {
        var points = Processes.Points(260, 3, 3);
        var losses = Processes.Targets(points);
        var inputs = new TrainingInputs(points);
        var options = new GaussianProcessOptions();

        var (scale, process) = Assert.Single(HyperparameterSearch.Of(inputs, losses, options, Key));
        var likelihood = new MarginalLikelihood(inputs, Array.ConvertAll(losses, scale.ToTarget), options);
        var best = GaussianProcessFit.Maximize(likelihood, GaussianProcessFit.Starts(inputs, options)).Loss;

        Assert.InRange(likelihood.Evaluate(process.ToVector(), new double[6]) - best, -20, 5);
    }

    [Fact]
    public void Variances_grow_where_factors_multiply()
    {
        var inputs = Inputs();
        var losses = inputs.Points.Select(point => point[..6].Sum() * point[6]).ToArray();

        var (_, process) = Assert.Single(HyperparameterSearch.Of(inputs, losses, new(), Key));

        Assert.NotEmpty(process.Growth);
    }

    [Fact]
    public void Variances_do_not_grow_where_contributions_add_up()
    {
        // The logarithm of the number of parameters of modules in twelve layers, of three sizes that double from step to step.
        var points = Array.ConvertAll(
            Processes.Points(36, 15, 5), point => point.Select((value, k) => k < 12 ? Math.Round(value) : Math.Floor(11 * value) / 10).ToArray());
        var losses = Array.ConvertAll(points, point => Math.Log10(1 + (point[..12].Sum() * point[12..].Sum(size => Math.Pow(2, 10 * size) - 1))));
        var inputs = new TrainingInputs(points, [[.. Enumerable.Range(0, 12)], [12, 13, 14]]);

        var (_, process) = Assert.Single(HyperparameterSearch.Of(inputs, losses, new(), Key));

        Assert.Empty(process.Growth);
    }

    [Fact]
    public void Many_losses_are_taken_without_growth_too()
    {
        var inputs = Inputs(220);
        var losses = inputs.Points.Select(point => point[..6].Sum() * point[6]).ToArray();

        var (_, process) = Assert.Single(HyperparameterSearch.Of(inputs, losses, new() { GrowthEvidence = -100 }, Key));

        Assert.Empty(process.Growth);
        Assert.Equal(7, process.LengthScales.Length);
    }

    [Fact]
    public void Waves_are_not_taken_for_noise()
    {
        var points = Processes.Points(30, 4, 3);
        var losses = Array.ConvertAll(points, point => Math.Sin(25 * point[0]) + (3 * point[1]));

        var (_, process) = Assert.Single(HyperparameterSearch.Of(new(points), losses, new(), Key));

        Assert.InRange(process.NoiseVariance, 0, 1e-3);
    }

    /// <summary>Six switches and a size, each a group along which variances may grow.</summary>
    private static TrainingInputs Inputs(int count = 40) => new(
        Array.ConvertAll(Processes.Points(count, 7, 5), point => (double[])[.. point[..6].Select(value => Math.Round(value)), point[6]]), [[0, 1, 2, 3, 4, 5], [6]]);
}
