using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Surrogates;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Search.Tests.Surrogates;

/// <summary>
/// Against the numbers of GPyTorch, and of <c>tests/reference/search/surrogates.py</c>, which shares no code and no method with what it checks.
/// </summary>
public sealed class SecondImplementationTests
{
    [Theory]
    [InlineData("surrogates", 0)]
    [InlineData("surrogates", 1)]
    [InlineData("gpytorch_processes", 0)]
    [InlineData("gpytorch_processes", 1)]
    [InlineData("gpytorch_processes", 2)]
    public void Posteriors_of_Gaussian_processes_agree(string source, int index)
    {
        var (entry, inputs) = Process(source, index);
        var process = Hyperparameters.FromVector(Numbers(entry, "vector"), inputs);
        var belief = new GaussianProcess(inputs.Points, Numbers(entry, "targets"), process, new(KernelShape.Matern52, inputs.Growing));

        foreach (var prediction in entry.GetProperty("predictions").EnumerateArray())
        {
            var (mean, variance) = belief.Predict(Numbers(prediction, "point"));
            Assert.Equal(prediction.GetProperty("mean").GetDouble(), mean, 1e-10);
            Assert.Equal(prediction.GetProperty("variance").GetDouble(), variance, 1e-10);
        }
    }

    [Theory]
    [InlineData("surrogates", 0)]
    [InlineData("surrogates", 1)]
    [InlineData("gpytorch_processes", 0)]
    [InlineData("gpytorch_processes", 1)]
    [InlineData("gpytorch_processes", 2)]
    public void Marginal_likelihoods_and_their_gradients_agree(string source, int index)
    {
        var (entry, inputs) = Process(source, index);
        var (vector, expected) = (Numbers(entry, "vector"), Numbers(entry, "gradient"));
        var gradient = new double[vector.Length];

        var value = new MarginalLikelihood(inputs, Numbers(entry, "targets"), new()).EvaluateWithoutPriors(vector, gradient);

        Assert.Equal(entry.GetProperty("loss").GetDouble(), value, 1e-9);
        for (var k = 0; k < vector.Length; k++)
        {
            Assert.Equal(expected[k], gradient[k], 1e-8 * Math.Max(1, Math.Abs(expected[k])));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Hypervolumes_of_one_to_five_objectives_agree(int index)
    {
        var entry = Reference("hypervolumes")[index];

        Assert.Equal(entry.GetProperty("volume").GetDouble(), Hypervolume.Of(Points(entry, "points"), Numbers(entry, "reference")), 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Expected_improvements_of_two_to_four_objectives_agree(int index)
    {
        var entry = Reference("improvements")[index];
        var improvement = new ExpectedHypervolumeImprovement(Points(entry, "front"), Numbers(entry, "reference"));
        var forecasts = Numbers(entry, "means").Zip(Numbers(entry, "deviations"), (mean, deviation) => new Forecast(mean, deviation));

        var found = Math.Exp(improvement.Log([.. forecasts]));

        Assert.Equal(1, found / entry.GetProperty("improvement").GetDouble(), 1e-6);
    }

    private static (JsonElement Entry, TrainingInputs Inputs) Process(string source, int index)
    {
        var entry = Reference("processes", source)[index];
        var groups = entry.GetProperty("groups").EnumerateArray()
            .Select(group => group.EnumerateArray().Select(dimension => dimension.GetInt32()).ToImmutableArray());

        return (entry, new(Points(entry, "points"), [.. groups]));
    }

    private static double[] Numbers(JsonElement entry, string name) => Numbers(entry.GetProperty(name));

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static double[][] Points(JsonElement entry, string name) => [.. entry.GetProperty(name).EnumerateArray().Select(Numbers)];

    private static JsonElement Reference(string name, string source = "surrogates")
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, $"tests/reference/search/{source}.json")));

        return document.RootElement.GetProperty(name).Clone();
    }
}
