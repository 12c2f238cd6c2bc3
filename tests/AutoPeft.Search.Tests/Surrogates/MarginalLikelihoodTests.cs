using AutoPeft.Search.Surrogates;
using AutoPeft.Search.Tests.Numerics;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class MarginalLikelihoodTests
{
    private static readonly double[][] Points = Processes.Points(19, 3, 4);
    private static readonly double[] Targets = Processes.Targets(Points);

    [Theory]
    [InlineData(KernelShape.Matern52, false)]
    [InlineData(KernelShape.Matern52, true)]
    [InlineData(KernelShape.SquaredExponential, true)]
    public void The_value_is_the_textbook_formula_plus_the_priors(KernelShape shape, bool grows)
    {
        var (process, options) = (Processes.Of(grows), new GaussianProcessOptions { Shape = shape });
        var residual = Targets.Select(target => target - process.Mean).ToArray();
        var (solution, logDeterminant) = Plain.Solve(Processes.CovarianceMatrix(Points, process, shape), residual);
        var prior = GaussianProcessOptions.LengthScales(3);
        var expected = (0.5 * (Plain.Dot(residual, solution) + logDeterminant + (19 * Math.Log(2 * Math.PI))))
            + process.LengthScales.Sum(scale => prior.Penalty(Math.Log(scale)).Value)
            + options.SignalVariance.Penalty(Math.Log(process.SignalVariance)).Value
            + options.NoiseVariance.Penalty(Math.Log(process.NoiseVariance)).Value
            + (0.5 * process.Mean * process.Mean)
            + Processes.Groups.Where(_ => grows).Sum(group => group.Sum(k =>
                new LogNormalPrior(-Math.Log(group.Length), options.GrowthSpread).Penalty(Math.Log(process.Growth[k])).Value))
            + process.Offsets.Sum(offset => options.Offset.Penalty(Math.Log(offset)).Value);

        var value = new MarginalLikelihood(Inputs(grows), Targets, options).Evaluate(process.ToVector(), new double[process.ToVector().Length]);

        Assert.Equal(expected, value, 1e-9);
    }

    [Theory]
    [InlineData(KernelShape.Matern52, false)]
    [InlineData(KernelShape.Matern52, true)]
    [InlineData(KernelShape.SquaredExponential, true)]
    public void The_gradient_agrees_with_finite_differences(KernelShape shape, bool grows)
    {
        var likelihood = new MarginalLikelihood(Inputs(grows), Targets, new() { Shape = shape });
        var vector = Processes.Of(grows).ToVector();
        var gradient = new double[vector.Length];
        likelihood.Evaluate(vector, gradient);

        for (var k = 0; k < vector.Length; k++)
        {
            Assert.Equal(Difference(likelihood, vector, k), gradient[k], 1e-6 * Math.Max(1, Math.Abs(gradient[k])));
        }
    }

    [Fact]
    public void With_a_trend_the_data_are_what_remains_of_them_and_steep_slopes_are_unlikely()
    {
        var (plain, follows) = (Inputs(true), new TrainingInputs(Points, Processes.Groups).WithTrends([1]));
        var (process, options) = (Processes.Growing, new GaussianProcessOptions { TrendSpread = 0.5 });
        var rest = Targets.Select((target, i) => target - (0.8 * Points[i][1])).ToArray();
        var vector = (process with { Trends = [new(1, 0.8)] }).ToVector();

        var expected = new MarginalLikelihood(plain, rest, options).Evaluate(process.ToVector(), new double[vector.Length - 1]) + (0.5 * 0.8 * 0.8 / 0.25);

        Assert.Equal(expected, new MarginalLikelihood(follows, Targets, options).Evaluate(vector, new double[vector.Length]), 1e-9);
        Assert.Equal(0.8, Hyperparameters.FromVector(vector, follows).Trends[0].Slope);
    }

    [Fact]
    public void The_gradient_by_a_trend_agrees_with_finite_differences()
    {
        var likelihood = new MarginalLikelihood(new TrainingInputs(Points, Processes.Groups).WithTrends([1, 2]), Targets, new());
        var vector = (Processes.Growing with { Trends = [new(1, 0.8), new(2, 0.3)] }).ToVector();
        var gradient = new double[vector.Length];
        likelihood.Evaluate(vector, gradient);

        for (var k = 0; k < vector.Length; k++)
        {
            Assert.Equal(Difference(likelihood, vector, k), gradient[k], 1e-6 * Math.Max(1, Math.Abs(gradient[k])));
        }
    }

    [Fact]
    public void Copies_of_a_point_without_noise_count_as_infinitely_unlikely_instead_of_failing()
    {
        double[][] points = [[0.5], [0.5], [0.5]];
        double[] vector = [0, 0, -80, 0];

        Assert.Equal(double.PositiveInfinity, new MarginalLikelihood(new(points), [0, 1, 2], new()).Evaluate(vector, new double[4]));
    }

    private static TrainingInputs Inputs(bool grows) => new(Points, grows ? Processes.Groups : []);

    private static double Difference(MarginalLikelihood likelihood, double[] vector, int place)
    {
        const double Step = 1e-5;
        var (above, below, unused) = (vector.ToArray(), vector.ToArray(), new double[vector.Length]);
        above[place] += Step;
        below[place] -= Step;

        return (likelihood.Evaluate(above, unused) - likelihood.Evaluate(below, unused)) / (2 * Step);
    }
}
