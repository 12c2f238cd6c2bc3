using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Transfer;

namespace AutoPeft.Search.Surrogates;

/// <summary>Configurations as points for surrogates: their parameters, and what is known about them without measuring.</summary>
/// <remarks>
/// A known loss is a coordinate too: what training will measure depends on it more plainly than on the parameters that it follows
/// from. It is scaled so that the losses seen so far span [0, 1]. The share of switches that are on is another: to costs it matters how many are on
/// rather than which. Last come what earlier studies expect; the kernel does not compare these.
/// </remarks>
internal sealed class StudyEncoding
{
    private const double Step = 1e-4;
    private const int FewestSwitches = 3; // of fewer, the number that is on says nothing that they do not say plainly themselves

    private readonly SearchSpace _space;
    private readonly Experience? _experience;
    private readonly ImmutableArray<BooleanDomain> _counted; // the switches, where there are enough to count
    private readonly ImmutableArray<(Func<Configuration, double> Loss, double Low, double Range)> _known;

    /// <summary>The encoding of a study's configurations.</summary>
    public StudyEncoding(StudySnapshot study)
    {
        (_space, _experience) = (study.Space, study.Experience);
        _known = [.. study.Objectives.Where(objective => objective.IsAnalytic).Select(objective =>
        {
            double Loss(Configuration configuration) => study.AnalyticLoss(objective, configuration);
            var losses = study.Observations.Select(observation => Loss(observation.Configuration)).DefaultIfEmpty(0).ToArray();
            return ((Func<Configuration, double>)Loss, losses.Min(), Math.Max(losses.Max() - losses.Min(), 1e-9));
        })];
        BooleanDomain[] switches = [.. _space.Domains.OfType<BooleanDomain>()];
        _counted = switches.Length >= FewestSwitches ? [.. switches] : [];
        GrowthGroups = FindGroups();
    }

    /// <summary>The number of coordinates.</summary>
    public int Length => Dimensions + (_experience?.Count ?? 0);

    /// <summary>How many of them, the first ones, say where a configuration is.</summary>
    public int Dimensions => _space.EncodedLength + _known.Length + (_counted.IsEmpty ? 0 : 1);

    /// <summary>Coordinates along which functions may vary ever more, from nothing at 0, in groups that multiply.</summary>
    /// <remarks>
    /// Switches form one group, sizes that can be 0 another, known losses a third: where all switches are off or all sizes are 0 there is
    /// nothing that the others could change, and the cheapest configurations differ least.
    /// </remarks>
    public ImmutableArray<ImmutableArray<int>> GrowthGroups { get; }

    /// <summary>Whether the values of a parameter are sizes of which the smallest is none at all.</summary>
    public static bool IsSizeFromNothing(ParameterDomain domain) =>
        domain is DiscreteDomain and not (CategoricalDomain or BooleanDomain) && domain.LevelCount > 1 && domain.Levels().First().IsOff;

    /// <summary>The point of a configuration: [<see cref="Length"/>].</summary>
    public double[] Point(Configuration configuration)
    {
        var point = new double[Length];
        _space.Encode(configuration, point.AsSpan(0, _space.EncodedLength));
        Fill(configuration, point);
        return point;
    }

    /// <summary>What the surrogate of an objective is fitted to.</summary>
    /// <param name="configurations">Where was measured.</param>
    /// <param name="grows">Whether variances may grow.</param>
    public TrainingInputs Inputs(IEnumerable<Configuration> configurations, bool grows) =>
        new([.. configurations.Select(Point)], grows ? GrowthGroups : [], Dimensions);

    /// <summary>The coordinates that the mean of an objective may follow.</summary>
    public ImmutableArray<int> TrendsOf(int objective) => [.. _experience?.About(objective).Select(index => Dimensions + index) ?? []];

    /// <summary>Writes the known coordinates of a point whose parameters have been written.</summary>
    public void Fill(Configuration configuration, Span<double> point)
    {
        for (var i = 0; i < _known.Length; i++)
        {
            point[_space.EncodedLength + i] = Known(i, configuration);
        }

        if (!_counted.IsEmpty)
        {
            point[Dimensions - 1] = _counted.Count(domain => configuration.Find(domain.Name) is { IsOff: false }) / (double)_counted.Length;
        }

        _experience?.Expect(configuration, point[Dimensions..]);
    }

    /// <summary>Adds to the derivatives by the parameters that move what they do through the known coordinates.</summary>
    /// <param name="place">The configuration.</param>
    /// <param name="gradient">[<see cref="Length"/>].</param>
    public void Chain(MovingPlace place, Span<double> gradient)
    {
        if (Length == _space.EncodedLength)
        {
            return;
        }

        Span<double> above = stackalloc double[Length], below = stackalloc double[Length];
        foreach (var (domain, index) in place.Free)
        {
            var (low, high) = (Math.Max(0, place.Point[index] - Step), Math.Min(1, place.Point[index] + Step));
            Fill(place.Configuration.With(domain.Name, domain.FromUnit(high)), above);
            Fill(place.Configuration.With(domain.Name, domain.FromUnit(low)), below);
            for (var i = _space.EncodedLength; i < Length; i++)
            {
                gradient[index] += gradient[i] * (above[i] - below[i]) / (high - low);
            }
        }
    }

    private double Known(int index, Configuration configuration)
    {
        var (loss, low, range) = _known[index];

        return (loss(configuration) - low) / range;
    }

    private ImmutableArray<ImmutableArray<int>> FindGroups()
    {
        var (switches, sizes, place) = (new List<int>(), new List<int>(), 0);
        foreach (var domain in _space.Domains)
        {
            if (domain is BooleanDomain)
            {
                switches.Add(place);
            }
            else if (IsSizeFromNothing(domain))
            {
                sizes.Add(place);
            }

            place += domain.EncodedLength;
        }

        var known = Enumerable.Range(_space.EncodedLength, _known.Length);
        return [.. new[] { switches, sizes, [.. known] }.Where(group => group.Count > 0).Select(group => group.ToImmutableArray())];
    }
}
