using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class GaussianProcessFitTests
{
    [Fact]
    public void Dimensions_that_do_not_matter_get_long_scales()
    {
        var points = Processes.Points(60, 6, 8);
        var targets = Array.ConvertAll(points, point => Math.Sin(6 * point[2]) * 1.4);

        var fitted = GaussianProcessFit.Fit(new(points), targets, new());

        Assert.All(Enumerable.Range(0, 6).Where(k => k != 2), k => Assert.True(fitted.LengthScales[k] > 5 * fitted.LengthScales[2]));
    }

    [Fact]
    public void The_noise_of_the_data_is_recognised()
    {
        var key = RandomKey.FromSeed(5);
        var points = Processes.Points(150, 2, 9);
        var targets = points.Select((point, i) => Math.Sin(4 * point[0]) + point[1] + (0.2 * key.Normal(i))).ToArray();

        Assert.InRange(GaussianProcessFit.Fit(new(points), targets, new()).NoiseVariance, 0.02, 0.08);
    }

    [Fact]
    public void Noiseless_data_are_recognised_as_such()
    {
        var points = Processes.Points(60, 2, 9);

        Assert.InRange(GaussianProcessFit.Fit(new(points), Processes.Targets(points), new()).NoiseVariance, 0, 1e-4);
    }

    [Fact]
    public void Held_out_values_lie_where_they_are_predicted()
    {
        var points = Processes.Points(80, 4, 10);
        var targets = Processes.Targets(points);
        var fitted = GaussianProcessFit.Fit(new(points[..60]), targets[..60], new());
        var process = new GaussianProcess(points[..60], targets[..60], fitted, new(KernelShape.Matern52));

        var errors = Enumerable.Range(60, 20).Select(i => Math.Abs(process.Predict(points[i]).Mean - targets[i])).ToArray();

        Assert.InRange(errors.Average(), 0, 0.05);
    }
}
