using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Analysis;

/// <summary>Lets the surrogate of an objective predict each trial from the others.</summary>
/// <remarks>
/// Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, section 5.4.2. The hyperparameters are those of all
/// trials; what is left out are the measurements. With more than 200 trials twenty folds are left out in turn. Trials
/// whose losses exploded are not predicted: the samplers' surrogates do not see them either.
/// </remarks>
public static class LeaveOneOut
{
    private const int FewestTrials = 4;
    private const int MostAlone = 200;
    private const int Folds = 20;
    private const double LeastLogDensity = -1e3;

    /// <summary>How well the surrogate predicts a measured objective; null with fewer than four trials.</summary>
    /// <param name="study">The study.</param>
    /// <param name="objective">The objective's number; one that is not analytic.</param>
    /// <param name="options">How the surrogate is fitted; null: the defaults.</param>
    public static ModelQuality? Of(StudySnapshot study, int objective, GaussianProcessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(study);

        options ??= new();
        var ordinary = Explosions.OrdinaryOf(study);
        study = Explosions.Apart(study);
        var count = study.Observations.Length;
        if (count < FewestTrials)
        {
            return null;
        }

        var encoding = new StudyEncoding(study);
        var losses = study.Observations.Select(observation => study.LossesOf(observation)[objective]).ToArray();
        var inputs = encoding.Inputs(study.Observations.Select(observation => observation.Configuration), options is { Grows: true, Inference: Inference.Best })
            .WithTrends(encoding.TrendsOf(objective));
        var opinions = GaussianProcessModel.Fit(inputs, losses, options, RandomKey.FromSeed(0).For("leave one out")).Opinions;
        var folds = count <= MostAlone ? count : Folds;

        return ModelQuality.Of(
        [
            .. Enumerable.Range(0, folds).SelectMany(fold => PredictFold((fold, folds), inputs.Points, losses, opinions))
                .OrderBy(prediction => prediction.Observation)
                .Select(prediction => prediction with { Observation = ordinary[prediction.Observation] }),
        ]);
    }

    private static IEnumerable<HeldOutPrediction> PredictFold(
        (int Fold, int Folds) part, IReadOnlyList<double[]> points, double[] losses, ImmutableArray<Opinion> opinions)
    {
        var kept = Enumerable.Range(0, losses.Length).Where(index => index % part.Folds != part.Fold).ToArray();
        var keptPoints = Array.ConvertAll(kept, index => points[index]);
        var processes = opinions.Select(opinion => (opinion.Scale, Process: new GaussianProcess(
            keptPoints, Array.ConvertAll(kept, index => opinion.Scale.ToTarget(losses[index])), opinion.Process.Hyperparameters, opinion.Process.Structure))).ToArray();
        for (var index = part.Fold; index < losses.Length; index += part.Folds)
        {
            yield return Mix(index, losses[index], Array.ConvertAll(processes, one => Predict(one.Process, one.Scale, points[index])));
        }
    }

    private static Forecast Predict(GaussianProcess process, LossScale scale, double[] point)
    {
        var (mean, variance) = process.Predict(point);

        return scale.ToForecast(mean, Math.Sqrt(variance + process.Hyperparameters.NoiseVariance));
    }

    /// <summary>The mixture of several forecasts, each normal in the loss or in the logarithm of its distance to a floor.</summary>
    private static HeldOutPrediction Mix(int observation, double loss, Forecast[] forecasts)
    {
        var (cumulative, density) = (0.0, 0.0);
        foreach (var forecast in forecasts)
        {
            var room = forecast.IsNormal ? 1 : loss - forecast.Floor;
            if (room > 0)
            {
                var z = ((forecast.IsNormal ? loss : Math.Log(room)) - forecast.Mean) / forecast.Deviation;
                cumulative += StandardNormal.Probability(z) / forecasts.Length;
                density += StandardNormal.Density(z) / (forecast.Deviation * room * forecasts.Length);
            }
        }

        return new(observation, loss, forecasts.Average(forecast => forecast.Median), cumulative, Math.Max(LeastLogDensity, Math.Log(density)));
    }
}
