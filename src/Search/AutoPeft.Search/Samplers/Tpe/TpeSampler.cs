using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>Proposes what is likely among good configurations and unlikely among the others: a multivariate, multi-objective TPE.</summary>
/// <remarks>
/// Bergstra et al. 2011, equation 3; Ozaki et al., "Multiobjective Tree-Structured Parzen Estimator", JAIR 2022, for what is
/// good with several objectives. Pending configurations count among the others; where trials gave no values, less is expected. See <c>docs/methods/tpe.md</c>.
/// </remarks>
/// <param name="design">Which scrambled sequence the first trials follow. The same for all calls of a study.</param>
/// <param name="options">The settings; null: the defaults.</param>
public sealed class TpeSampler(RandomKey design, TpeOptions? options = null) : ISampler
{
    /// <summary>So many draws for each candidate may be invalid or known.</summary>
    private const int Patience = 16;

    private readonly TpeOptions _options = options ?? new();
    private readonly SobolSampler _initial = new(design);

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(study);

        // Of one objective only the order counts.
        study = study.Objectives.Length > 1 ? Explosions.Apart(study) : study;
        if (study.Known.Count() < InitialTrials(study) || study.Observations.Length < 2)
        {
            return _initial.Suggest(study, count, key);
        }

        var proposals = new Proposals(study, count);
        var encoding = new ParzenEncoding(study.Space);
        var split = TpeSplit.Of(study, _options);
        var good = new ParzenEstimator(encoding, split.Good, split.Weights);
        var feasibility = FeasibilityModel.Of(study);
        for (var i = 0; !proposals.IsFull; i++)
        {
            // What was chosen for the same batch is pending too.
            var others = new ParzenEstimator(encoding, [.. split.Others, .. proposals.Chosen]);
            if (Best((good, others, feasibility), study.Space, proposals, key.For(i)) is not { } best || !proposals.TryAdd(best))
            {
                break;
            }
        }

        return proposals.FillRandomly(key.For("rest"));
    }

    private int InitialTrials(StudySnapshot study) => _options.InitialTrials
        ?? (study.TrialBudget is { } budget ? Math.Clamp(budget / 4, 4, 10) : 10);

    private Configuration? Best(
        (ParzenEstimator Good, ParzenEstimator Others, FeasibilityModel? Feasibility) densities, SearchSpace space, Proposals proposals, RandomKey key)
    {
        Configuration? best = null;
        var bestRatio = double.NegativeInfinity;
        var candidates = 0;
        var seen = new HashSet<Configuration>();
        for (var draw = 0; draw < _options.Candidates * Patience && candidates < _options.Candidates; draw++)
        {
            if (SpaceSampling.Accept(space, densities.Good.Draw(key.For(draw))) is not { } candidate
                || !proposals.IsNew(candidate) || !seen.Add(candidate))
            {
                continue;
            }

            candidates++;
            var ratio = densities.Good.LogDensity(candidate) - densities.Others.LogDensity(candidate)
                + (densities.Feasibility?.LogProbability(candidate) ?? 0);
            if (ratio > bestRatio)
            {
                (best, bestRatio) = (candidate, ratio);
            }
        }

        return best;
    }
}
