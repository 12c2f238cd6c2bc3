using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using Microsoft.ML.AutoML;

namespace AutoPeft.Search.MlNet;

/// <summary>Proposes what a tuner of ML.NET would try next in a study of one objective. See <c>docs/methods/mlnet.md</c>.</summary>
/// <remarks>
/// Those tuners remember; a sampler must not. So each call starts a tuner anew, with the study's own seed, tells it all results in the order
/// in which they came, and hands out what it proposes then. With one worker and no failures that is the path of the tuner itself. A tuner that
/// looks at <see cref="MostPoints"/> points without an end, or is refused too often, is given up; the rest is drawn at random.
/// </remarks>
/// <param name="algorithm">Which tuner.</param>
/// <param name="key">Where the tuner's random choices come from. The same for all calls of a study.</param>
/// <param name="initialTrials">After how many results the forest of <see cref="TunerAlgorithm.Smac"/> decides; before that, chance. At least 1, default 20 as in ML.NET; of fewer than 10 no forest is made.</param>
public sealed class TunerSampler(TunerAlgorithm algorithm, RandomKey key, int initialTrials = 20) : ISampler
{
    private const int FewestResults = 10; // the local search on forests of up to seven was seen to have no end, and one result cannot be fitted

    private readonly int _seed = (int)(key.Bits(0) >> 33); // 31 bits, so not negative
    private readonly int _initialTrials = initialTrials >= 1
        ? Math.Max(initialTrials, FewestResults)
        : throw new ArgumentOutOfRangeException(nameof(initialTrials), initialTrials, "At least one trial comes before the forest.");

    /// <summary>How many points the tuner may look at for one suggestion. Default 100,000; a forest usually looks at 6,000.</summary>
    public int MostPoints { get; init; } = 100_000;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The study has not exactly one objective.</exception>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (study.Objectives.Length != 1)
        {
            throw new ArgumentException($"A tuner has one objective; the study has {study.Objectives.Length}.", nameof(study));
        }

        var chance = new RandomSampler();
        if (chance.Suggest(study, 1, key).Count == 0)
        {
            return []; // a tuner would look for something new in vain
        }

        var proposals = Propose(study.Merged(), new(study.Space, MostPoints), count);
        var rest = count - proposals.Count;

        return rest == 0 ? proposals : [.. proposals, .. chance.Suggest(study with { Pending = study.Pending.AddRange(proposals) }, rest, key)];
    }

    private List<Configuration> Propose(StudySnapshot study, TunerSpace space, int count)
    {
        using var enough = new CancellationTokenSource();
        var session = new TunerSession(study, space, (algorithm, count), enough);

        // Direct search begins at a corner. If all fails there it would stay for ever: it goes to where a loss is smaller.
        var hasOnlyFailed = session.LossCount == 0 && study.Known.Count() > study.Pending.Length;
        if (!space.IsEmpty && !hasOnlyFailed)
        {
            // It is over when the call returns, for the session answers at once.
            var run = Experiment(space, session).RunAsync(enough.Token);
            if (session.Chosen.Count == 0 && !space.IsExhausted && run.Exception?.InnerException is { } fault and not TimeoutException)
            {
                throw new InvalidOperationException($"The tuner failed: {fault.Message}", fault);
            }
        }

        return session.Chosen;
    }

    private AutoMLExperiment Experiment(TunerSpace space, TunerSession session)
    {
        var experiment = new AutoMLExperiment(new(_seed), new() { Seed = _seed, SearchSpace = space })
            .SetTrialRunner(session).SetPerformanceMonitor(_ => new UnmeasuredTrial());

        // ML.NET fits a forest every ten trials, and would at each call fit all of them again; only the last one proposes.
        return algorithm == TunerAlgorithm.CostFrugal
            ? experiment.SetCostFrugalTuner()
            : experiment.SetSmacTuner(numberInitialPopulation: Math.Max(_initialTrials, session.LossCount) - 1);
    }
}
