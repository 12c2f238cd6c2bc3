using AutoPeft.Search.Surrogates;
using AutoPeft.Search.Tests.Numerics;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class GaussianProcessTests
{
    private static readonly double[][] Points = Processes.Points(19, 3, 4);
    private static readonly double[] Targets = Processes.Targets(Points);
    private static readonly double[] Query = [0.31, 0.77, 0.12];

    [Theory]
    [InlineData(KernelShape.Matern52, false)]
    [InlineData(KernelShape.Matern52, true)]
    [InlineData(KernelShape.SquaredExponential, true)]
    public void Predictions_are_the_textbook_formulas(KernelShape shape, bool grows)
    {
        var process = Processes.Of(grows);
        var covariances = Array.ConvertAll(Points, point => Processes.Covariance(point, Query, process, shape));
        var matrix = Processes.CovarianceMatrix(Points, process, shape);
        var weights = Plain.Solve(matrix, [.. Targets.Select(target => target - process.Mean)]).Solution;

        var (mean, variance) = new GaussianProcess(Points, Targets, process, Processes.Kernel(shape, grows)).Predict(Query);

        Assert.Equal(process.Mean + Plain.Dot(covariances, weights), mean, 1e-10);
        Assert.Equal(Processes.Covariance(Query, Query, process, shape) - Plain.Dot(covariances, Plain.Solve(matrix, covariances).Solution), variance, 1e-10);
    }

    [Theory]
    [InlineData(KernelShape.Matern52, false)]
    [InlineData(KernelShape.Matern52, true)]
    [InlineData(KernelShape.SquaredExponential, true)]
    public void Gradients_of_predictions_agree_with_finite_differences(KernelShape shape, bool grows)
    {
        const double Step = 1e-5;
        var process = new GaussianProcess(Points, Targets, Processes.Of(grows), Processes.Kernel(shape, grows));
        var (byMean, byVariance) = (new double[3], new double[3]);

        var (mean, variance) = process.PredictWithGradient(Query, byMean, byVariance);

        Assert.Equal(process.Predict(Query).Mean, mean, 1e-12);
        Assert.Equal(process.Predict(Query).Variance, variance, 1e-12);
        for (var k = 0; k < 3; k++)
        {
            var (above, below) = (Query.ToArray(), Query.ToArray());
            above[k] += Step;
            below[k] -= Step;
            var (high, low) = (process.Predict(above), process.Predict(below));
            Assert.Equal((high.Mean - low.Mean) / (2 * Step), byMean[k], 1e-7);
            Assert.Equal((high.Variance - low.Variance) / (2 * Step), byVariance[k], 1e-7);
        }
    }

    [Fact]
    public void A_trend_is_added_to_what_the_rest_of_the_data_say_and_the_kernel_does_not_see_it()
    {
        var kernel = Processes.Kernel(KernelShape.Matern52, grows: true);
        double[][] points = [.. Points.Select(point => (double[])[.. point, point[0] * point[1]])];
        double[] query = [.. Query, 0.4], rest = [.. Targets.Select((target, i) => target - (1.3 * points[i][3]))];
        var follows = new GaussianProcess(points, Targets, Processes.Growing with { Trends = [new(3, 1.3)] }, kernel);
        var (byMean, byVariance) = (new double[4], new double[4]);

        var (mean, variance) = follows.PredictWithGradient(query, byMean, byVariance);

        var plain = new GaussianProcess(Points, rest, Processes.Growing, kernel).Predict(Query);
        Assert.Equal(plain.Mean + (1.3 * 0.4), mean, 1e-10);
        Assert.Equal(plain.Variance, variance, 1e-12);
        Assert.Equal((1.3, 0.0), (byMean[3], byVariance[3]));
        Assert.Equal(variance, follows.Predict(query).Variance, 1e-12);
        Assert.Equal(mean, follows.PredictMean(query), 1e-12);
        Assert.Equal(mean, follows.PredictTogether([query]).Means[0], 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Conditioning_on_one_more_value_equals_starting_with_it(bool grows)
    {
        var (process, kernel) = (Processes.Of(grows), Processes.Kernel(KernelShape.Matern52, grows));
        var grown = new GaussianProcess(Points[..18], Targets[..18], process, kernel).Condition(Points[18], Targets[18]).Predict(Query);
        var whole = new GaussianProcess(Points, Targets, process, kernel).Predict(Query);

        Assert.Equal(whole.Mean, grown.Mean, 1e-10);
        Assert.Equal(whole.Variance, grown.Variance, 1e-10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Points_are_predicted_together_as_the_textbook_formulas_say(bool grows)
    {
        var (process, shape) = (Processes.Of(grows), KernelShape.Matern52);
        double[][] queries = [Query, [0.33, 0.7, 0.2], [0.9, 0.1, 0.5]];
        var matrix = Processes.CovarianceMatrix(Points, process, shape);

        var (means, covariances) = new GaussianProcess(Points, Targets, process, Processes.Kernel(shape, grows)).PredictTogether(queries);

        for (var i = 0; i < 3; i++)
        {
            var own = Array.ConvertAll(Points, point => Processes.Covariance(point, queries[i], process, shape));
            var weights = Plain.Solve(matrix, own).Solution;
            Assert.Equal(process.Mean + Plain.Dot([.. Targets.Select(target => target - process.Mean)], weights), means[i], 1e-10);
            for (var j = 0; j < 3; j++)
            {
                var other = Array.ConvertAll(Points, point => Processes.Covariance(point, queries[j], process, shape));
                Assert.Equal(Processes.Covariance(queries[i], queries[j], process, shape) - Plain.Dot(weights, other), covariances[(3 * i) + j], 1e-10);
            }
        }
    }

    [Fact]
    public void Far_from_all_data_nothing_is_known()
    {
        var (mean, variance) = new GaussianProcess(Points, Targets, Processes.Typical, new(KernelShape.Matern52)).Predict([90, 90, 90]);

        Assert.Equal(Processes.Typical.Mean, mean, 1e-9);
        Assert.Equal(Processes.Typical.SignalVariance, variance, 1e-9);
    }

    [Fact]
    public void Without_noise_the_data_are_met_and_certain()
    {
        var process = new GaussianProcess(Points, Targets, Processes.Typical with { NoiseVariance = 1e-10 }, new(KernelShape.Matern52));

        var (mean, variance) = process.Predict(Points[3]);

        Assert.Equal(Targets[3], mean, 1e-6);
        Assert.InRange(variance, 0, 1e-6);
    }
}
