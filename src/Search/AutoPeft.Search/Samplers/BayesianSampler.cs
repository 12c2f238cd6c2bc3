using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Samplers;

/// <summary>Proposes what a model of the measured objectives expects to enlarge the dominated hypervolume most.</summary>
/// <remarks>
/// A Gaussian process models each measured objective; analytic ones are known exactly. The first trials are those of a scrambled
/// Sobol sequence, every other one proposed by earlier studies where there are any. Then comes the configuration in which all switches and sizes
/// are off. Pending configurations, and those already chosen for the same batch, count as if they had turned out as expected. See <c>docs/methods/bayesian.md</c>.
/// </remarks>
/// <param name="design">Which of the scrambled sequences the first trials follow. The same for all calls of a study.</param>
/// <param name="options">The settings; null: the defaults.</param>
public sealed class BayesianSampler(RandomKey design, BayesianOptions? options = null) : ISampler
{
    private readonly BayesianOptions _options = options ?? new();
    private readonly InitialDesign _initial = new(new(design), options?.Search ?? new());

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(study);

        study = Explosions.Apart(study);
        var missing = InitialTrials(study) - study.Known.Count();
        if (missing > 0 || study.Observations.Length < 2)
        {
            return _initial.Suggest(study, count, key);
        }

        var (proposals, spacing) = (new Proposals(study, count), new Spacing(study));
        var belief = Belief.Of(study, _options.Surrogate, key.For("surrogate"));
        foreach (var pending in study.Pending)
        {
            belief = belief.Believe(pending);
        }

        if (Baseline.Of(study, belief.Front()[0]) is { } baseline && proposals.TryAdd(baseline))
        {
            belief = belief.Believe(baseline);
            spacing.Add(baseline);
        }

        for (var i = 0; !proposals.IsFull; i++)
        {
            var search = new CandidateSearch(study.Space, belief.Acquisition(), candidate => proposals.IsNew(candidate) && spacing.IsFree(candidate), _options.Search);
            if (search.Best(belief.Front(), key.For(i)) is not { } best || !proposals.TryAdd(best))
            {
                break;
            }

            belief = belief.Believe(best);
            spacing.Add(best);
        }

        return proposals.FillRandomly(key.For("rest"));
    }

    private int InitialTrials(StudySnapshot study)
    {
        if (_options.InitialTrials is { } given)
        {
            return given;
        }

        var wanted = Math.Max(8, 2 * study.Space.Domains.Count(domain => domain.LevelCount != 1));
        return study.TrialBudget is { } budget ? Math.Max(4, Math.Min(wanted, budget / 4)) : wanted;
    }
}
