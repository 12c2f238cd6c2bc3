using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Space;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Acquisition;

/// <summary>Looks for the configuration of largest acquisition value, in a space that is discrete, continuous or both.</summary>
/// <remarks>
/// Random configurations and variations of those on the front are valued; the best few are improved by local search, which
/// alternates best-improving moves of discrete parameters with quasi-Newton search over the continuous ones. Discrete values
/// are never relaxed and rounded.
/// </remarks>
internal sealed class CandidateSearch
{
    private readonly SearchSpace _space;
    private readonly AcquisitionFunction _acquisition;
    private readonly Func<Configuration, bool> _isNew;
    private readonly CandidateSearchOptions _options;

    /// <summary>A search.</summary>
    /// <param name="space">Where to look.</param>
    /// <param name="acquisition">What makes a candidate good.</param>
    /// <param name="isNew">Whether a configuration may still be proposed.</param>
    /// <param name="options">How hard to look.</param>
    public CandidateSearch(
        SearchSpace space, AcquisitionFunction acquisition, Func<Configuration, bool> isNew, CandidateSearchOptions options)
    {
        (_space, _acquisition, _isNew, _options) = (space, acquisition, isNew, options);
    }

    /// <summary>The best new configuration found; null when none was.</summary>
    /// <param name="front">Configurations near which good ones are expected.</param>
    /// <param name="key">Where random choices come from.</param>
    public Configuration? Best(IReadOnlyList<Configuration> front, RandomKey key) => BestOf(Pool(front, key), key);

    /// <summary>The best new configuration found from given ones on; null when none of them is new.</summary>
    /// <param name="pool">Valid canonical configurations.</param>
    /// <param name="key">Where random choices come from.</param>
    public Configuration? BestFrom(IEnumerable<Configuration> pool, RandomKey key) => BestOf(pool.Select(Value).OfType<Candidate>(), key);

    private Configuration? BestOf(IEnumerable<Candidate> pool, RandomKey key)
    {
        var starts = pool.DistinctBy(candidate => candidate.Configuration)
            .OrderByDescending(candidate => candidate.Value).Take(_options.LocalSearches).ToArray();

        return starts.Select((start, index) => Improve(start, key.For("local").For(index)))
            .MaxBy(candidate => candidate.Value)?.Configuration;
    }

    private IEnumerable<Candidate> Pool(IReadOnlyList<Configuration> front, RandomKey key)
    {
        for (var i = 0; i < _options.RandomCandidates; i++)
        {
            if (_space.Sample(key.For("random").For(i)) is { } sample && Value(sample) is { } candidate)
            {
                yield return candidate;
            }
        }

        for (var i = 0; i < _options.Variations && front.Count > 0; i++)
        {
            if (Variation.Of(_space, front, key.For("variation").For(i)) is { } varied && Value(varied) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    private Candidate? Value(Configuration configuration)
    {
        if (!_isNew(configuration))
        {
            return null;
        }

        var point = _acquisition.Encoding.Point(configuration);
        return new(configuration, point, _acquisition.Evaluate(configuration, point));
    }

    private Candidate Improve(Candidate start, RandomKey key)
    {
        var best = start;
        for (var round = 0; round < 3; round++)
        {
            var before = best.Value;
            best = Polish(Climb(best, key.For(round)));
            if (!(best.Value > before + 1e-9) || best.Configuration.Equals(start.Configuration))
            {
                break;
            }
        }

        return best;
    }

    /// <summary>Best-improving moves of discrete parameters.</summary>
    private Candidate Climb(Candidate start, RandomKey key)
    {
        var best = start;
        for (var move = 0; move < _options.MaximumMoves; move++)
        {
            var next = Neighbourhood.Of(_space, best.Configuration, key.For(move), domain => domain.LevelCount > 1)
                .Select(Value).OfType<Candidate>().MaxBy(candidate => candidate.Value);
            if (next is null || !(next.Value > best.Value))
            {
                break;
            }

            best = next;
        }

        return best;
    }

    /// <summary>Quasi-Newton search over the continuous parameters that are active.</summary>
    private Candidate Polish(Candidate start)
    {
        var free = FreeParameters(start.Configuration);
        if (free.Count == 0 || !double.IsFinite(start.Value))
        {
            return start;
        }

        Configuration At(ReadOnlySpan<double> places)
        {
            var configuration = start.Configuration;
            for (var i = 0; i < places.Length; i++)
            {
                configuration = configuration.With(free[i].Domain.Name, free[i].Domain.FromUnit(places[i]));
            }

            return configuration;
        }

        double Loss(ReadOnlySpan<double> places, Span<double> gradient)
        {
            double[] point = [.. start.Point];
            for (var i = 0; i < places.Length; i++)
            {
                point[free[i].Place] = places[i];
            }

            var configuration = At(places);
            _acquisition.Encoding.Fill(configuration, point);
            var value = _acquisition.EvaluateWithGradient(new(configuration, point, free), gradient);
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] = -gradient[i];
            }

            return -value;
        }

        var minimizer = new BoundedMinimizer(new double[free.Count], [.. Enumerable.Repeat(1.0, free.Count)])
        {
            MaximumEvaluations = _options.ContinuousEvaluations,
            GradientTolerance = 1e-4,
            ValueTolerance = 1e-7,
        };
        var (found, _) = minimizer.Minimize(Loss, [.. free.Select(parameter => start.Point[parameter.Place])]);
        var polished = _space.Canonical(At(found));
        return _space.IsValid(polished) && Value(polished) is { } candidate && candidate.Value > start.Value ? candidate : start;
    }

    private List<FreeParameter> FreeParameters(Configuration configuration)
    {
        var (free, place) = (new List<FreeParameter>(), 0);
        foreach (var domain in _space.Domains)
        {
            if (domain is FloatDomain continuous && configuration.Find(domain.Name) is not null)
            {
                free.Add(new(continuous, place));
            }

            place += domain.EncodedLength;
        }

        return free;
    }
}
