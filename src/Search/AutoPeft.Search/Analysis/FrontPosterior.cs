using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Analysis;

/// <summary>How likely each tried configuration is really undominated, when what was measured of it depends on chance.</summary>
/// <remarks>
/// With f the losses without noise, <c>P(i on the front) = E[1{no j: f(j) dominates f(i)} | data]</c>. The measured losses of all tried
/// configurations together follow the joint posterior of their Gaussian processes, in which replicates and neighbours say how large
/// the noise is; known losses are constants. The expectation is the average over quasi-random draws. What exploded is not on the front. See <c>docs/methods/replicates.md</c>.
/// </remarks>
public static class FrontPosterior
{
    private const int FewestConfigurations = 4;

    /// <summary>One entry a tried configuration, in the order of their first observations; empty with fewer than four, which teach nothing.</summary>
    /// <param name="study">The study; equal configurations in its observations are replicates.</param>
    /// <param name="options">The settings; null: the defaults.</param>
    public static ImmutableArray<FrontMembership> Of(StudySnapshot study, FrontPosteriorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(study);

        options ??= new();
        var ordinary = Explosions.Apart(study);
        var (merged, counting) = (study.Merged(), ordinary.Merged());
        if (counting.Observations.Length < FewestConfigurations)
        {
            return [];
        }

        var seeds = study.Observations.CountBy(observation => observation.Configuration).ToDictionary();
        var contenders = Contenders(counting, options.Contenders);
        var draws = DrawLosses(ordinary, contenders, options); // [contenders, objectives][draws]
        var shares = ShareOnFront(draws, study.Objectives.Length, options.Draws);
        var places = contenders.Select((configuration, place) => (configuration, place)).ToDictionary(entry => entry.configuration, entry => entry.place);

        return [.. merged.Observations.Select(observation => places.TryGetValue(observation.Configuration, out var place)
            ? Describe(study, new(observation.Configuration, seeds[observation.Configuration], shares[place]), draws.AsSpan(place * study.Objectives.Length, study.Objectives.Length))
            : new(observation.Configuration, seeds[observation.Configuration], 0))];
    }

    private static Configuration[] Contenders(StudySnapshot merged, int most)
    {
        var ranks = ParetoFront.RanksOf([.. merged.Observations.Select(merged.LossesOf)]);

        return [.. merged.Observations.Select((observation, index) => (observation.Configuration, Rank: ranks[index], index))
            .OrderBy(entry => entry.Rank).ThenBy(entry => entry.index).Take(most).Select(entry => entry.Configuration)];
    }

    private static double[][] DrawLosses(StudySnapshot study, Configuration[] contenders, FrontPosteriorOptions options)
    {
        var encoding = new StudyEncoding(study);
        var inputs = encoding.Inputs(
            study.Observations.Select(observation => observation.Configuration), options.Surrogate is { Grows: true, Inference: Inference.Best });
        var points = Array.ConvertAll(contenders, encoding.Point);
        var (key, count) = (RandomKey.FromSeed(0).For("front"), study.Objectives.Length);
        var draws = new double[contenders.Length * count][];
        for (var i = 0; i < count; i++)
        {
            var objective = study.Objectives[i];
            double[] losses = [.. study.Observations.Select(observation => objective.ToLoss(observation.Values[i]))];
            var drawn = objective.IsAnalytic
                ? Array.ConvertAll(contenders, one => Enumerable.Repeat(study.AnalyticLoss(objective, one), options.Draws).ToArray())
                : PosteriorDraws.Of(GaussianProcessModel.Fit(inputs.WithTrends(encoding.TrendsOf(i)), losses, options.Surrogate, key.For(i)).Opinions, points, (options.Draws, key.For("draws").For(i)));
            for (var place = 0; place < contenders.Length; place++)
            {
                draws[(place * count) + i] = drawn[place];
            }
        }

        return draws;
    }

    private static double[] ShareOnFront(double[][] draws, int objectives, int count)
    {
        var shares = new double[draws.Length / objectives];
        var losses = Array.ConvertAll(shares, _ => new double[objectives]);
        for (var draw = 0; draw < count; draw++)
        {
            for (var place = 0; place < draws.Length; place++)
            {
                losses[place / objectives][place % objectives] = draws[place][draw];
            }

            foreach (var index in ParetoFront.IndicesOf(losses))
            {
                shares[index] += 1.0 / count;
            }
        }

        return Array.ConvertAll(shares, share => Math.Min(1, share));
    }

    private static FrontMembership Describe(StudySnapshot study, FrontMembership membership, ReadOnlySpan<double[]> losses)
    {
        var (expected, deviations) = (new double[losses.Length], new double[losses.Length]);
        for (var i = 0; i < losses.Length; i++)
        {
            var (sorted, mean) = (losses[i].Order().ToArray(), losses[i].Average());
            expected[i] = study.Objectives[i].FromLoss(sorted[sorted.Length / 2]);
            deviations[i] = study.Objectives[i].IsAnalytic ? 0 : Math.Sqrt(losses[i].Average(loss => (loss - mean) * (loss - mean)));
        }

        return membership with { Expected = [.. expected], Deviations = [.. deviations] };
    }
}
