using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Analysis;

/// <summary>Measures which parameters decide whether a configuration is among the best: PED-ANOVA.</summary>
/// <remarks>
/// Watanabe, Bansal and Hutter, "PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces", IJCAI
/// 2023, equation 17: the Pearson divergence between the density of a parameter's values among the best and among all trials.
/// Comparing with all trials rather than with the uniform distribution removes what the sampler prefers. From each divergence
/// the one that chance gives is subtracted, so that parameters without effect come out near 0 with few trials too. Costs
/// nothing but counting, so it works for any number of trials and parameters.
/// </remarks>
public static class PedAnova
{
    /// <summary>The importance of each searched parameter, the most important first.</summary>
    /// <param name="study">The study; its observations are what is looked at.</param>
    /// <param name="objective">The objective by whose values the best are chosen; null: by all together, rank of non-domination first.</param>
    /// <param name="options">The settings; null: the defaults.</param>
    public static ImmutableArray<ParameterImportance> Of(StudySnapshot study, int? objective, ImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(study);

        options ??= new();
        var count = study.Observations.Length;
        var wanted = Math.Min(count, Math.Max(options.LeastBest, (int)Math.Ceiling(options.BestShare * count)));
        if (count <= wanted)
        {
            return [];
        }

        var best = Best(study, objective, wanted);
        var searched = study.Space.Domains.Where(domain => domain.LevelCount != 1).ToArray();
        var divergences = Array.ConvertAll(searched, domain => Diverge(study, domain, best, options));
        var total = divergences.Sum(pair => Math.Max(0, pair.Found - pair.Chance));

        return
        [
            .. searched.Zip(divergences, (domain, pair) => new ParameterImportance(
                domain.Name, total > 0 ? Math.Max(0, pair.Found - pair.Chance) / total : 0, pair.Found, pair.Chance))
                .OrderByDescending(importance => importance.Share),
        ];
    }

    private static int[] Best(StudySnapshot study, int? objective, int wanted)
    {
        var losses = study.Observations.Select(study.LossesOf).ToArray();
        if (objective is { } one)
        {
            return [.. Enumerable.Range(0, losses.Length).OrderBy(index => losses[index][one]).Take(wanted)];
        }

        // Within a rank hypervolume decides, and beside what exploded everything else would have none.
        var ordinary = Explosions.OrdinaryOf(study);
        var places = ordinary.Length >= wanted ? ordinary : [.. Enumerable.Range(0, losses.Length)];
        var counting = Array.ConvertAll(places, place => losses[place]);
        var worst = Enumerable.Range(0, losses[0].Length).Select(i => counting.Max(loss => loss[i])).ToArray();
        return [.. TpeSplit.Choose(counting, worst, wanted).Select(index => places[index])];
    }

    private static (double Found, double Chance) Diverge(StudySnapshot study, ParameterDomain domain, int[] best, ImportanceOptions options)
    {
        var values = new ValueHistogram(domain, study.Observations.Select(observation => observation.Configuration.Find(domain.Name)));
        var key = RandomKey.FromSeed(0).For("chance").For(domain.Name);
        var chance = Enumerable.Range(0, options.ChanceDraws)
            .Select(draw => values.Divergence(key.For(draw).Permutation(study.Observations.Length).AsSpan(0, best.Length)))
            .DefaultIfEmpty(0).Average();

        return (values.Divergence(best), chance);
    }
}
