using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Tests.Numerics;

public sealed class BoundedMinimizerTests
{
    [Fact]
    public void The_valley_of_Rosenbrock_is_followed_to_its_end()
    {
        var minimizer = new BoundedMinimizer([-2, -2], [2, 2]) { MaximumEvaluations = 300 };

        var (point, value) = minimizer.Minimize(Rosenbrock, [-1.2, 1]);

        Assert.Equal([1, 1], point, (left, right) => Math.Abs(left - right) < 1e-4);
        Assert.InRange(value, 0, 1e-9);
    }

    [Fact]
    public void A_minimum_beyond_a_bound_is_found_on_the_bound()
    {
        var minimizer = new BoundedMinimizer([-2, -2], [0.5, 2]) { MaximumEvaluations = 300 };

        var (point, _) = minimizer.Minimize(Rosenbrock, [-1.2, 1]);

        Assert.Equal(0.5, point[0]);
        Assert.Equal(0.25, point[1], 1e-5);
    }

    [Fact]
    public void A_stretched_bowl_of_thirty_dimensions_needs_few_evaluations()
    {
        var count = 0;
        double Bowl(ReadOnlySpan<double> x, Span<double> gradient)
        {
            count++;
            var value = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var weight = Math.Pow(10, i / 10.0);
                value += weight * (x[i] - 0.1) * (x[i] - 0.1);
                gradient[i] = 2 * weight * (x[i] - 0.1);
            }

            return value;
        }

        var bound = Enumerable.Repeat(1.0, 30).ToArray();
        var (_, value) = new BoundedMinimizer([.. bound.Select(b => -b)], bound).Minimize(Bowl, Enumerable.Repeat(0.9, 30).ToArray());

        Assert.InRange(value, 0, 1e-7);
        Assert.InRange(count, 1, 180);
    }

    [Fact]
    public void A_corner_that_is_already_least_stays()
    {
        double Slope(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient.Fill(1);
            return x[0] + x[1];
        }

        Assert.Equal([0, 0], new BoundedMinimizer([0, 0], [1, 1]).Minimize(Slope, [0, 0]).Point);
        Assert.Equal([0, 0], new BoundedMinimizer([0, 0], [1, 1]).Minimize(Slope, [0.7, 5]).Point);
    }

    [Fact]
    public void A_function_that_is_nowhere_finite_ends_at_once()
    {
        var (point, _) = new BoundedMinimizer([0], [1]).Minimize((_, _) => double.NaN, [0.5]);

        Assert.Equal([0.5], point);
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var (bend, slope) = (x[1] - (x[0] * x[0]), 1 - x[0]);
        gradient[0] = (-400 * x[0] * bend) - (2 * slope);
        gradient[1] = 200 * bend;
        return (100 * bend * bend) + (slope * slope);
    }
}
