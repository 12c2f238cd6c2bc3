using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Acquisition;

public sealed class ExpectedHypervolumeImprovementTests
{
    private static readonly double[][] Front = [[0.1, 0.9], [0.3, 0.5], [0.7, 0.2]];
    private static readonly double[] Reference = [1, 1];

    [Theory]
    [InlineData(0.4, 0.4, 0.2, 0.1)]
    [InlineData(0.9, 0.8, 0.3, 0.05)]
    [InlineData(0.2, 0.1, 0.01, 0.4)]
    [InlineData(0.25, 0.4, 0.0, 0.2)]
    public void Two_objectives_agree_with_averaging_over_many_draws(double mean1, double mean2, double deviation1, double deviation2)
    {
        var before = Hypervolume.Of(Front, Reference);
        var draws = new SobolSequence(2, RandomKey.FromSeed(4));
        const int Count = 1 << 13;

        var average = Enumerable.Range(0, Count).Average(index =>
        {
            var draw = Array.ConvertAll(draws.Point((uint)index), u => StandardNormal.Quantile(u + 1e-12));
            return Hypervolume.Of([.. Front, [mean1 + (deviation1 * draw[0]), mean2 + (deviation2 * draw[1])]], Reference) - before;
        });

        var log = new ExpectedHypervolumeImprovement(Front, Reference).Log([new(mean1, deviation1), new(mean2, deviation2)]);
        Assert.Equal(1, Math.Exp(log) / average, 5e-3);
    }

    [Fact]
    public void Three_objectives_agree_with_averaging_over_many_draws()
    {
        double[][] front = [[0.1, 0.9, 0.5], [0.3, 0.5, 0.4], [0.7, 0.2, 0.6], [0.5, 0.6, 0.1]];
        double[] reference = [1, 1, 1], means = [0.4, 0.5, 0.3], deviations = [0.2, 0.1, 0.3];
        var before = Hypervolume.Of(front, reference);
        var draws = new SobolSequence(3, RandomKey.FromSeed(4));

        var average = Enumerable.Range(0, 1 << 13).Average(index =>
        {
            var draw = draws.Point((uint)index).Select((u, i) => means[i] + (deviations[i] * StandardNormal.Quantile(u + 1e-12))).ToArray();
            return Hypervolume.Of([.. front, draw], reference) - before;
        });

        Assert.Equal(1, Math.Exp(new ExpectedHypervolumeImprovement(front, reference).Log([.. means.Zip(deviations, (mean, deviation) => new Forecast(mean, deviation))])) / average, 5e-3);
    }

    [Fact]
    public void Certain_losses_give_the_improvement_itself()
    {
        var improvement = Hypervolume.Of([.. Front, [0.2, 0.4]], Reference) - Hypervolume.Of(Front, Reference);

        Assert.Equal(Math.Log(improvement), new ExpectedHypervolumeImprovement(Front, Reference).Log([new(0.2, 0), new(0.4, 0)]), 1e-12);
    }

    [Fact]
    public void Certain_losses_that_are_dominated_give_nothing() =>
        Assert.Equal(double.NegativeInfinity, new ExpectedHypervolumeImprovement(Front, Reference).Log([new(0.4, 0), new(0.6, 0)]));

    [Fact]
    public void One_objective_is_the_expected_improvement()
    {
        var log = new ExpectedHypervolumeImprovement([[0.5], [0.7]], [1]).Log([new(0.8, 0.2)]);

        Assert.Equal(0.2 * StandardNormal.Excess(-1.5), Math.Exp(log), 1e-14);
    }

    [Fact]
    public void Hopeless_candidates_are_still_told_apart()
    {
        var improvement = new ExpectedHypervolumeImprovement(Front, Reference);

        var (far, farther) = (improvement.Log([new(50, 0.1), new(60, 0.1)]), improvement.Log([new(51, 0.1), new(60, 0.1)]));

        Assert.True(double.IsFinite(farther));
        Assert.True(far > farther);
    }

    [Theory]
    [InlineData(0.4, 0.4, 0.2, 0.1)]
    [InlineData(1.9, 0.8, 0.3, 0.05)]
    [InlineData(5, 7, 0.1, 0.2)]
    [InlineData(0.25, 0.4, 0.0, 0.2)]
    public void Gradients_agree_with_finite_differences(double mean1, double mean2, double deviation1, double deviation2) =>
        AssertGradients([mean1, mean2, deviation1, deviation2], double.NegativeInfinity);

    [Theory]
    [InlineData(-1.2, -0.9, 0.4, 0.3)]
    [InlineData(0.3, -2.5, 0.05, 0.9)]
    [InlineData(1.5, 1.1, 0.2, 0.1)]
    [InlineData(-4, -3.5, 0.3, 0.4)]
    public void Gradients_agree_with_finite_differences_above_a_floor(double mean1, double mean2, double deviation1, double deviation2) =>
        AssertGradients([mean1, mean2, deviation1, deviation2], -0.05);

    [Theory]
    [InlineData(-1.2, -0.9, 0.4, 0.3)]
    [InlineData(-0.7, -2.5, 0.05, 0.9)]
    public void Losses_above_a_floor_agree_with_averaging_over_many_draws(double mean1, double mean2, double deviation1, double deviation2)
    {
        const double Floor = 0.05;
        var (before, draws) = (Hypervolume.Of(Front, Reference), new SobolSequence(2, RandomKey.FromSeed(4)));

        var average = Enumerable.Range(0, 1 << 13).Average(index =>
        {
            var draw = Array.ConvertAll(draws.Point((uint)index), u => StandardNormal.Quantile(u + 1e-12));
            double[] losses = [Floor + Math.Exp(mean1 + (deviation1 * draw[0])), Floor + Math.Exp(mean2 + (deviation2 * draw[1]))];
            return Hypervolume.Of([.. Front, losses], Reference) - before;
        });

        var log = new ExpectedHypervolumeImprovement(Front, Reference).Log([new(mean1, deviation1, Floor), new(mean2, deviation2, Floor)]);
        Assert.Equal(1, Math.Exp(log) / average, 1e-2);
    }

    private static void AssertGradients(double[] arguments, double floor)
    {
        const double Step = 1e-6;
        var improvement = new ExpectedHypervolumeImprovement(Front, Reference);
        var gradient = new double[4];
        var value = improvement.LogWithGradient(Forecasts(arguments), gradient.AsSpan(0, 2), gradient.AsSpan(2));

        Forecast[] Forecasts(double[] at) => [new(at[0], at[2], floor), new(at[1], at[3], floor)];

        Assert.Equal(improvement.Log(Forecasts(arguments)), value, 1e-9);
        for (var i = 0; i < 4; i++)
        {
            if (arguments[i] != 0)
            {
                var (above, below) = (arguments.ToArray(), arguments.ToArray());
                above[i] += Step;
                below[i] -= Step;
                var expected = (improvement.Log(Forecasts(above)) - improvement.Log(Forecasts(below))) / (2 * Step);
                Assert.Equal(expected, gradient[i], 1e-4 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }
}
