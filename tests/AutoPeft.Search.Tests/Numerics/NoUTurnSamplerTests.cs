using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Tests.Numerics;

public sealed class NoUTurnSamplerTests
{
    private static readonly NoUTurnOptions Long = new() { Warmup = 500, Steps = 4000, Thinning = 1 };

    [Fact]
    public void A_correlated_normal_distribution_has_its_means_and_covariances()
    {
        var draws = new NoUTurnSampler(Correlated, Long).Draw([0, 0], RandomKey.FromSeed(3));

        var (x, y) = (draws.Average(draw => draw[0]), draws.Average(draw => draw[1]));
        Assert.Equal(2, x, 0.15);
        Assert.Equal(-1, y, 0.08);
        Assert.Equal(4, draws.Average(draw => (draw[0] - x) * (draw[0] - x)), 0.5);
        Assert.Equal(1, draws.Average(draw => (draw[1] - y) * (draw[1] - y)), 0.12);
        Assert.Equal(1.8, draws.Average(draw => (draw[0] - x) * (draw[1] - y)), 0.25);
    }

    [Fact]
    public void The_logarithm_of_a_gamma_variable_has_its_moments()
    {
        // u = log x, x ~ Gamma(3, 2): E[x] = 3/2, Var[x] = 3/4.
        static double Energy(ReadOnlySpan<double> u, Span<double> gradient)
        {
            gradient[0] = (2 * Math.Exp(u[0])) - 3;
            return (2 * Math.Exp(u[0])) - (3 * u[0]);
        }

        var draws = new NoUTurnSampler(Energy, Long).Draw([0], RandomKey.FromSeed(4)).Select(draw => Math.Exp(draw[0])).ToArray();

        var mean = draws.Average();
        Assert.Equal(1.5, mean, 0.06);
        Assert.Equal(0.75, draws.Average(x => (x - mean) * (x - mean)), 0.12);
    }

    [Fact]
    public void A_distribution_with_a_heavy_tail_has_its_quartiles()
    {
        // u = log x, x half-Cauchy of scale 1: half of its mass lies below 1, three quarters below 1 + √2.
        static double Energy(ReadOnlySpan<double> u, Span<double> gradient)
        {
            var square = Math.Exp(2 * u[0]);
            gradient[0] = (2 * square / (1 + square)) - 1;
            return Math.Log(1 + square) - u[0];
        }

        var draws = new NoUTurnSampler(Energy, Long).Draw([0], RandomKey.FromSeed(5));

        Assert.Equal(0.5, draws.Average(draw => draw[0] < 0 ? 1.0 : 0), 0.05);
        Assert.Equal(0.75, draws.Average(draw => draw[0] < Math.Log(1 + Math.Sqrt(2)) ? 1.0 : 0), 0.05);
    }

    [Fact]
    public void Chains_from_different_starts_agree()
    {
        var options = new NoUTurnOptions { Warmup = 300, Steps = 500, Thinning = 1 };
        double[][] starts = [[-6, 4], [6, 4], [0, -5], [9, 0]];

        var chains = starts.Select((start, chain) => new NoUTurnSampler(Correlated, options)
            .Draw(start, RandomKey.FromSeed(10 + chain)).Select(draw => draw[0]).ToArray()).ToArray();

        Assert.InRange(PotentialScaleReduction(chains), 0.98, 1.03);
    }

    [Fact]
    public void Intervals_of_a_posterior_cover_the_truth_as_often_as_they_say()
    {
        // θ ~ N(0, 1), y | θ ~ N(θ, 1): how often does the middle half of 60 draws of θ | y hold the θ that made y?
        var options = new NoUTurnOptions { Warmup = 60, Steps = 120, Thinning = 2 };
        var key = RandomKey.FromSeed(6);
        var covered = Enumerable.Range(0, 200).Count(trial =>
        {
            var truth = key.For(trial).Normal(0);
            var data = truth + key.For(trial).Normal(1);

            double Energy(ReadOnlySpan<double> theta, Span<double> gradient)
            {
                gradient[0] = theta[0] + theta[0] - data;
                return (0.5 * theta[0] * theta[0]) + (0.5 * (theta[0] - data) * (theta[0] - data));
            }

            var draws = new NoUTurnSampler(Energy, options).Draw([0], key.For(trial).For("draws")).Select(draw => draw[0]).Order().ToArray();
            return truth > draws[draws.Length / 4] && truth < draws[draws.Length * 3 / 4];
        });

        Assert.InRange(covered, 80, 120);
    }

    [Fact]
    public void Equal_keys_give_equal_draws()
    {
        var options = new NoUTurnOptions();
        var (one, other) = (new NoUTurnSampler(Correlated, options), new NoUTurnSampler(Correlated, options));

        var draws = one.Draw([0, 0], RandomKey.FromSeed(7));

        Assert.Equal(16, draws.Count);
        Assert.Equal(draws, other.Draw([0, 0], RandomKey.FromSeed(7)));
    }

    [Fact]
    public void Where_there_is_no_density_nothing_is_drawn()
    {
        static double Energy(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient[0] = x[0] > 0 ? 1 : 0;
            return x[0] > 0 ? x[0] : double.PositiveInfinity;
        }

        var draws = new NoUTurnSampler(Energy, Long).Draw([1], RandomKey.FromSeed(8));

        Assert.All(draws, draw => Assert.True(draw[0] > 0));
        Assert.Equal(1, draws.Average(draw => draw[0]), 0.12);
    }

    /// <summary>Means (2, −1), variances 4 and 1, covariance 1.8.</summary>
    private static double Correlated(ReadOnlySpan<double> point, Span<double> gradient)
    {
        const double Determinant = (4 * 1) - (1.8 * 1.8);
        var (x, y) = (point[0] - 2, point[1] + 1);
        (gradient[0], gradient[1]) = ((x - (1.8 * y)) / Determinant, ((4 * y) - (1.8 * x)) / Determinant);
        return 0.5 * ((x * gradient[0]) + (y * gradient[1]));
    }

    /// <summary>R̂ of Gelman and Rubin, 1992.</summary>
    private static double PotentialScaleReduction(double[][] chains)
    {
        var length = chains[0].Length;
        var means = Array.ConvertAll(chains, chain => chain.Average());
        var within = chains.Zip(means, (chain, mean) => chain.Sum(x => (x - mean) * (x - mean)) / (length - 1)).Average();
        var between = means.Sum(mean => (mean - means.Average()) * (mean - means.Average())) / (means.Length - 1);

        return Math.Sqrt(((length - 1.0) / length) + (between / within));
    }
}
