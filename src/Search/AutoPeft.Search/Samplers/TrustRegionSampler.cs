using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Samplers;

/// <summary>Bayesian optimisation within a box around a point of the front, for spaces of about a hundred parameters and more.</summary>
/// <remarks>
/// Daulton, Eriksson, Balandat and Bakshy, "Multi-Objective Bayesian Optimization over High-Dimensional Search Spaces" (MORBO), UAI 2022, with
/// one region whose center moves along the front. Where the space is wide a model is right only near what it saw; the box keeps the search there
/// and grows with success. See <c>docs/methods/trust-region.md</c>.
/// </remarks>
/// <param name="design">Which of the scrambled sequences the first trials follow. The same for all calls of a study.</param>
/// <param name="options">The settings; null: the defaults.</param>
public sealed class TrustRegionSampler(RandomKey design, TrustRegionOptions? options = null) : ISampler
{
    private const int FewestInitial = 8;
    private const int MostInitial = 40;

    private readonly TrustRegionOptions _options = options ?? new();
    private readonly InitialDesign _initial = new(new(design), options?.Search ?? new());

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(study);

        study = Explosions.Apart(study);
        var first = InitialTrials(study);
        if (study.Known.Count() < first || study.Observations.Length < 2)
        {
            return _initial.Suggest(study, count, key);
        }

        var proposals = new Proposals(study, count);
        for (var i = 0; !proposals.IsFull; i++)
        {
            // Each member of a batch has a center of its own.
            var region = TrustRegion.Of(study, first, _options, key.For("center").For(i));
            if (Best(study, region, proposals, key.For(i)) is not { } best || !proposals.TryAdd(best))
            {
                break;
            }
        }

        return proposals.FillRandomly(key.For("rest"));
    }

    private Configuration? Best(StudySnapshot study, TrustRegion region, Proposals proposals, RandomKey key)
    {
        var belief = Belief.Of(Near(study, region), _options.Surrogate, key.For("surrogate"));
        foreach (var open in study.Pending.Concat(proposals.Chosen))
        {
            belief = belief.Believe(open);
        }

        var search = new CandidateSearch(
            study.Space, belief.Acquisition(), candidate => proposals.IsNew(candidate) && region.Contains(study.Space, candidate), _options.Search);

        return search.BestFrom(
            Enumerable.Range(0, _options.Candidates).Select(i => region.Draw(study.Space, _options.Changes, key.For("candidate").For(i))).OfType<Configuration>(), key);
    }

    /// <summary>The study as the models see it: the front, and of the rest what is closest to the center.</summary>
    private StudySnapshot Near(StudySnapshot study, TrustRegion region)
    {
        if (study.Observations.Length <= _options.MostObservations)
        {
            return study;
        }

        var encoding = new StudyEncoding(study);
        var center = encoding.Point(region.Center);
        var front = MultiObjective.ParetoFront.IndicesOf(MultiObjective.ConstraintDomination.LossesOf(study)).ToHashSet();
        int[] kept = [.. Enumerable.Range(0, study.Observations.Length)
            .OrderBy(index => front.Contains(index) ? 0 : 1)
            .ThenBy(index => encoding.Point(study.Observations[index].Configuration).Zip(center, (one, other) => (one - other) * (one - other)).Sum())
            .Take(_options.MostObservations).Order()];

        return study with { Observations = [.. kept.Select(index => study.Observations[index])] };
    }

    private int InitialTrials(StudySnapshot study)
    {
        var wanted = Math.Clamp(study.Space.Domains.Count(domain => domain.LevelCount != 1) / 2, FewestInitial, MostInitial);

        return _options.InitialTrials ?? (study.TrialBudget is { } budget ? Math.Max(4, Math.Min(wanted, budget / 4)) : wanted);
    }
}
