using AutoPeft.Search.Numerics;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class ExpectationPropagationTests
{
    [Theory]
    [InlineData(false, 0.02)]
    [InlineData(true, 0.02)]
    [InlineData(true, 0.4)]
    public void Of_a_single_trial_the_evidence_is_exact(bool failed, double chance)
    {
        var decided = (1 - chance) * StandardNormal.Probability((failed ? -1.5 : 1.5) / Math.Sqrt(1 + 4));

        Assert.Equal(Math.Log((failed ? chance : 0) + decided), new ExpectationPropagation([4], [failed], (1.5, chance)).LogEvidence, 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.9)]
    [InlineData(0.99)]
    public void Of_two_trials_it_is_nearly_the_probability_of_an_orthant(double correlation)
    {
        const double Variance = 9;
        var orthant = 0.25 + (Math.Asin(correlation * Variance / (1 + Variance)) / (2 * Math.PI)); // Sheppard 1899

        var evidence = new ExpectationPropagation([Variance, correlation * Variance, correlation * Variance, Variance], [false, false], (0, 1e-9)).LogEvidence;

        Assert.Equal(orthant, Math.Exp(evidence), 0.03 * orthant);
    }

    [Fact]
    public void A_start_from_elsewhere_ends_at_the_same_place()
    {
        double[] covariance = [4, 3, 1, 3, 4, 2, 1, 2, 4];
        bool[] failed = [false, true, true];
        var cold = new ExpectationPropagation(covariance, failed, (2, 0.05));

        var warm = new ExpectationPropagation(covariance, failed, (2, 0.05), new([9, 0, 0, 0, 9, 0, 0, 0, 9], failed, (0, 0.3)));

        Assert.Equal(cold.LogEvidence, warm.LogEvidence, 1e-4);
    }

    [Fact]
    public void The_gradient_by_hyperparameters_agrees_with_finite_differences()
    {
        const double Step = 1e-4;
        double[][] points = [.. Enumerable.Range(0, 12).Select(i => new[] { (i * 5 % 12) / 12.0, (i * 7 % 11) / 11.0 })];
        var likelihood = new FailureLikelihood(new(points), [.. points.Select(point => point[0] < 0.4)], KernelShape.Matern52);
        double[] vector = [-0.5, 0.7, 1.5, -6];
        var gradient = new double[vector.Length];
        likelihood.Evaluate(vector, gradient);

        for (var k = 0; k < vector.Length; k++)
        {
            double At(double change)
            {
                double[] moved = [.. vector];
                moved[k] += change;
                return likelihood.Evaluate(moved, new double[vector.Length]);
            }

            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), gradient[k], 2e-2 * Math.Max(1, Math.Abs(gradient[k])));
        }
    }
}
