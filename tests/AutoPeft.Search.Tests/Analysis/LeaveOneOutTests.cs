using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Analysis;

public sealed class LeaveOneOutTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(6);

    private static readonly SearchSpace Space = new([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);

    [Fact]
    public void A_smooth_function_is_predicted_and_the_model_knows_how_well()
    {
        var quality = LeaveOneOut.Of(Study(40, at => Math.Sin(4 * at["x"].AsNumber) + at["y"].AsNumber), 0)!;

        Assert.True(quality.RankCorrelation > 0.98, $"{quality.RankCorrelation}");
        Assert.True(quality.NegativeLogDensity < quality.BaselineNegativeLogDensity - 1);
        Assert.InRange(quality.Coverage95, 0.8, 1);
        Assert.Equal(Enumerable.Range(0, 40), quality.Predictions.Select(prediction => prediction.Observation));
    }

    [Fact]
    public void Chance_cannot_be_predicted_and_the_model_knows_that_too()
    {
        var quality = LeaveOneOut.Of(Study(40, at => Key.For(at.Hash).Normal(0)), 0)!;

        // Below 0, since the mean of the others falls when a large value is left out.
        Assert.True(quality.RankCorrelation < 0.3);
        Assert.InRange(quality.Coverage80, 0.6, 0.95);
        Assert.Equal(quality.BaselineNegativeLogDensity, quality.NegativeLogDensity, 0.3);
    }

    [Fact]
    public void A_prediction_is_that_of_a_process_which_never_saw_the_trial()
    {
        var study = Study(12, at => at["x"].AsNumber);
        var spoilt = study with { Observations = study.Observations.SetItem(5, study.Observations[5] with { Values = [9] }) };

        // The hyperparameters see the spoilt value, its own prediction does not: it stays near where the others point.
        var prediction = LeaveOneOut.Of(spoilt, 0, new() { FloorDistances = [] })!.Predictions[5];

        Assert.Equal(9, prediction.Loss);
        Assert.InRange(prediction.Expected, -1, 2);
    }

    [Fact]
    public void Several_opinions_are_mixed()
    {
        var options = new GaussianProcessOptions { Inference = Inference.SparseEnsemble };

        Assert.True(LeaveOneOut.Of(Study(25, at => at["x"].AsNumber), 0, options)!.RankCorrelation > 0.9);
    }

    [Fact]
    public void What_exploded_is_not_predicted_and_spoils_no_other_prediction()
    {
        var study = Study(40, at => Math.Sin(4 * at["x"].AsNumber) + at["y"].AsNumber);
        var spoilt = study with { Observations = study.Observations.SetItem(5, study.Observations[5] with { Values = [1e12] }) };

        var quality = LeaveOneOut.Of(spoilt, 0)!;

        Assert.Equal([.. Enumerable.Range(0, 5), .. Enumerable.Range(6, 34)], quality.Predictions.Select(prediction => prediction.Observation));
        Assert.True(quality.RankCorrelation > 0.98, $"{quality.RankCorrelation}");
    }

    [Fact]
    public void Few_trials_say_nothing() => Assert.Null(LeaveOneOut.Of(Study(3, _ => 0), 0));

    private static StudySnapshot Study(int count, Func<Configuration, double> loss) => new(Space, [new("loss", Direction.Minimize)])
    {
        Observations = [.. Enumerable.Range(0, count).Select(i => Space.Sample(Key.For(i))!).Select(at => new Observation(at, [loss(at)]))],
    };
}
