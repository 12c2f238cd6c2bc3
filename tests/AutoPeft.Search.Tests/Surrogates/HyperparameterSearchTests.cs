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
}
