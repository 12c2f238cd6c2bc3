using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class SaasPosteriorTests
{
    private static readonly double[][] Points = Processes.Points(40, 6, 8);

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        const double Step = 1e-5;
        var posterior = Posterior();
        double[] place = [-1.5, 0.4, -0.7, 1.1, 0.2, -2, 0.6, 0.5, -4, 0.3];
        var (gradient, unused) = (new double[place.Length], new double[place.Length]);
        posterior.Evaluate(place, gradient);

        for (var k = 0; k < place.Length; k++)
        {
            var (above, below) = (place.ToArray(), place.ToArray());
            above[k] += Step;
            below[k] -= Step;
            var expected = (posterior.Evaluate(above, unused) - posterior.Evaluate(below, unused)) / (2 * Step);
            Assert.Equal(expected, gradient[k], 1e-5 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void The_priors_are_those_of_the_paper()
    {
        var (posterior, unused) = (Posterior(), new double[10]);
        double[] one = [-2, 0, 0, 0, 0, 0, 0, 0.7, -3, 0.2], other = [-2, 0, 0, 0, 0, 0, 0, 1.2, -3, 0.2];

        // Only the signal variance s differs: log Gamma(s; 2, 0.15) + log s, less the likelihood's change.
        double Prior(double s) => (2 * Math.Log(s)) - (0.15 * s);
        var likelihood = Likelihood();
        double Data(double[] place) => likelihood.EvaluateWithoutPriors(posterior.Read(place).ToVector(), new double[9]);

        var expected = Prior(Math.Exp(0.7)) - Prior(Math.Exp(1.2)) + Data(other) - Data(one);
        Assert.Equal(expected, posterior.Evaluate(other, unused) - posterior.Evaluate(one, unused), 1e-8);
    }

    [Fact]
    public void Length_scales_follow_from_both_strengths() =>
        Assert.Equal(Math.Pow(Math.Exp(-2) * Math.Exp(0.6), -0.5), Posterior().Read([-2, 0.6, 0, 0, 0, 0, 0, 0, -3, 0]).LengthScales[0], 1e-12);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_the_dimension_that_matters_is_short(bool draws)
    {
        var found = draws
            ? SparseInference.Draws(Posterior(), new(), RandomKey.FromSeed(1))
            : SparseInference.Ensemble(Posterior(), 100);

        double Median(int k) => found.Select(process => process.LengthScales[k]).Order().ElementAt(found.Count / 2);
        Assert.All(Enumerable.Range(0, 6).Where(k => k != 2), k => Assert.True(Median(k) > 4 * Median(2)));
    }

    private static SaasPosterior Posterior() => new(Likelihood(), 6);

    private static MarginalLikelihood Likelihood() =>
        new(new(Points), Array.ConvertAll(Points, point => Math.Sin(6 * point[2]) * 1.4), new());
}
