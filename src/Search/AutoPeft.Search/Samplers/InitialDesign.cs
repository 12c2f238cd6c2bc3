using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;
using AutoPeft.Search.Transfer;

namespace AutoPeft.Search.Samplers;

/// <summary>The first trials of a study, before its own model decides: a scrambled Sobol sequence, every other one what earlier studies would try.</summary>
/// <param name="sequence">The sequence.</param>
/// <param name="options">How hard what earlier studies would try is looked for.</param>
internal sealed class InitialDesign(SobolSampler sequence, CandidateSearchOptions options)
{
    private const int Sample = 256; // configurations that show how the expectations are spread

    /// <summary>The next configurations.</summary>
    /// <param name="study">What is known so far.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="key">Where random choices come from.</param>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        if (study.Experience is not { Sources: > 0 } experience)
        {
            return sequence.Suggest(study, count, key);
        }

        var (known, chosen) = (study.Known.Count(), new List<Configuration>());
        for (var i = 0; chosen.Count < count; i++)
        {
            var now = study with { Pending = study.Pending.AddRange(chosen) };
            var turn = (known + i) / 2 % experience.Sources;
            var next = (known + i) % 2 == 0 ? Favourite(now, experience, turn, key.For(i)) : null;
            var more = next is null ? sequence.Suggest(now, 1, key.For(i)) : [next];
            if (more.Count == 0)
            {
                break;
            }

            chosen.AddRange(more);
        }

        return chosen;
    }

    /// <summary>What would enlarge the hypervolume most if everything were as one earlier study expects.</summary>
    private Configuration? Favourite(StudySnapshot study, Experience experience, int earlier, RandomKey key)
    {
        var models = study.Objectives.Select((objective, index) => new AnalyticModel(objective.IsAnalytic
            ? configuration => study.AnalyticLoss(objective, configuration)
            : ExpectationOf(experience, experience.Of(earlier, index)))).ToArray();
        double[] LossesOf(Configuration configuration) => Array.ConvertAll(models, model => model.LossOf(configuration));

        var sample = Enumerable.Range(0, Sample).Select(i => study.Space.Sample(key.For("sample").For(i))).OfType<Configuration>().ToArray();
        if (sample.Length == 0)
        {
            return null;
        }

        Configuration[] known = [.. study.Known];
        var reference = ReferencePoint.Infer(Array.ConvertAll(sample, LossesOf));
        var acquisition = new AcquisitionFunction(new(study), (models, 1), Array.ConvertAll(known, LossesOf), reference);
        var search = new CandidateSearch(study.Space, acquisition, new Proposals(study, 1).IsNew, options);

        return search.Best([.. known.Where(study.Space.IsValid)], key.For("search"));
    }

    private static Func<Configuration, double> ExpectationOf(Experience experience, int? index) => configuration =>
    {
        Span<double> expected = stackalloc double[experience.Count];
        experience.Expect(configuration, expected);

        return index is { } place ? expected[place] : 0;
    };
}
