using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Transfer;

/// <summary>What an earlier study teaches about one objective: the mean of a Gaussian process over the features that varied in it.</summary>
internal sealed class Lesson
{
    private const double Farthest = 4; // standard deviations: what lies beyond is a claim about where the earlier study never was
    private const int MostTrials = 300; // more only cost time

    private readonly (int Feature, double Low, double Range)[] _axes;
    private readonly GaussianProcess? _process; // null: nothing varied

    /// <summary>The lesson of losses at descriptions.</summary>
    /// <param name="study">The study.</param>
    /// <param name="objective">Which objective of the later study.</param>
    public Lesson(EarlierStudy study, int objective)
    {
        var (points, losses) = (study.Descriptions, study.Losses[objective]);
        var exploded = Explosions.Among(losses);
        int[] ordinary = [.. Enumerable.Range(0, losses.Length).Where(i => !exploded[i])];
        var count = Math.Min(MostTrials, ordinary.Length);
        int[] kept = [.. Enumerable.Range(0, count).Select(i => ordinary[(int)((long)i * ordinary.Length / count)])];
        _axes =
        [
            .. Enumerable.Range(0, points[0].Length)
                .Select(feature => (Feature: feature, Low: kept.Min(i => points[i][feature]), High: kept.Max(i => points[i][feature])))
                .Where(axis => axis.High > axis.Low).Select(axis => (axis.Feature, axis.Low, axis.High - axis.Low)),
        ];
        if (_axes.Length > 0)
        {
            var inputs = new TrainingInputs(Array.ConvertAll(kept, i => Place(points[i].AsSpan())));
            _process = GaussianProcessModel.Fit(inputs, Array.ConvertAll(kept, i => losses[i]), new(), RandomKey.FromSeed(0)).Opinions[0].Process;
        }
    }

    /// <summary>What is expected of a configuration, in standard deviations from the study's mean (of the losses or their logarithms).</summary>
    /// <param name="description">[features].</param>
    public double Expect(ReadOnlySpan<double> description) =>
        _process is null ? 0 : Math.Clamp(_process.PredictMean(Place(description)), -Farthest, Farthest);

    private double[] Place(ReadOnlySpan<double> description)
    {
        var place = new double[_axes.Length];
        for (var i = 0; i < place.Length; i++)
        {
            place[i] = (description[_axes[i].Feature] - _axes[i].Low) / _axes[i].Range;
        }

        return place;
    }
}
