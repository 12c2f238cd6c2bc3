using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>A box around a configuration of the front in which the next trials lie. Immutable.</summary>
/// <param name="Center">The configuration.</param>
/// <param name="Length">The side of the box, in parameters that span [0, 1].</param>
internal sealed record TrustRegion(Configuration Center, double Length)
{
    /// <summary>The region that the history of a study leads to.</summary>
    /// <remarks>
    /// Nothing is remembered between calls: the lengths are replayed from the observations in their order. A trial succeeds when it enlarges the
    /// hypervolume by more than a thousandth (Eriksson et al. 2019, section 2; Daulton et al. 2022, section 3.1).
    /// </remarks>
    /// <param name="study">The study, with an observation at least.</param>
    /// <param name="first">How many observations were made before regions were searched.</param>
    /// <param name="options">The lengths.</param>
    /// <param name="key">Where the choice of a center comes from.</param>
    public static TrustRegion Of(StudySnapshot study, int first, TrustRegionOptions options, RandomKey key)
    {
        var losses = ConstraintDomination.LossesOf(study);
        var reference = study.ReferencePoint is { } given
            ? [.. study.Objectives.Select((objective, i) => objective.ToLoss(given[i]))]
            : ReferencePoint.Infer(losses);

        return new(CenterOf(study, losses, reference, key), LengthAfter(losses, reference, (first, study.Space.Domains.Length), options));
    }

    /// <summary>Whether every parameter lies in the box; names and parameters that one of the two lacks always do.</summary>
    public bool Contains(SearchSpace space, Configuration configuration)
    {
        foreach (var domain in space.Domains)
        {
            if (domain is not CategoricalDomain && configuration.Find(domain.Name) is { } value && Center.Find(domain.Name) is { } center
                && Math.Abs(domain.ToUnit(value) - domain.ToUnit(center)) > Reach(domain))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A configuration of the box that differs from its center in about so many parameters; null when it is not valid.</summary>
    public Configuration? Draw(SearchSpace space, int changes, RandomKey key)
    {
        var active = space.Domains.Where(domain => domain.LevelCount != 1 && Center.Find(domain.Name) is not null).ToArray();
        if (active.Length == 0)
        {
            return null;
        }

        var (certain, child) = (key.Below(0, active.Length), Center);
        for (var i = 0; i < active.Length; i++)
        {
            if (i == certain || key.Uniform(i + 1) * active.Length < changes)
            {
                child = child.With(active[i].Name, Move(active[i], key.For(i).Uniform(0)));
            }
        }

        var canonical = space.Canonical(space.Repair(child, key.For("repair")));
        return space.IsValid(canonical) ? canonical : null;
    }

    // The next level of a discrete parameter is always within reach: a region without neighbours could not be searched.
    private double Reach(ParameterDomain domain) =>
        Math.Max(Length / 2, domain.LevelCount is > 1 and { } levels ? 1.0 / (levels - 1) : 0) + 1e-9;

    private ParameterValue Move(ParameterDomain domain, double uniform)
    {
        if (domain is CategoricalDomain)
        {
            return domain.FromUnit(uniform);
        }

        var (at, reach) = (domain.ToUnit(Center[domain.Name]), Reach(domain));
        var (low, high) = (Math.Max(0, at - reach), Math.Min(1, at + reach));
        return domain.FromUnit(low + (uniform * (high - low)));
    }

    /// <summary>A configuration of the front, the likelier the more hypervolume it alone adds.</summary>
    private static Configuration CenterOf(StudySnapshot study, double[][] losses, double[] reference, RandomKey key)
    {
        var front = ParetoFront.IndicesOf(losses);
        var contributions = Hypervolume.Contributions([.. front.Select(index => losses[index])], reference);
        var total = contributions.Sum();
        var left = key.Uniform(0) * (total > 0 ? total : front.Length);
        for (var i = 0; i < front.Length; i++)
        {
            left -= total > 0 ? contributions[i] : 1;
            if (left <= 0)
            {
                return study.Observations[front[i]].Configuration;
            }
        }

        return study.Observations[front[^1]].Configuration;
    }

    private static double LengthAfter(double[][] losses, double[] reference, (int First, int Dimensions) study, TrustRegionOptions options)
    {
        var most = options.Failures ?? Math.Clamp(study.Dimensions / 3, 4, 20);
        var (length, successes, failures) = (options.FirstLength, 0, 0);
        var front = ParetoFront.Of(losses[..Math.Min(study.First, losses.Length)]);
        var volume = Hypervolume.Of(front, reference);
        for (var index = study.First; index < losses.Length; index++)
        {
            front = ParetoFront.Of([.. front, losses[index]]);
            var grown = Hypervolume.Of(front, reference);
            (successes, failures) = grown > volume * 1.001 ? (successes + 1, 0) : (0, failures + 1);
            volume = Math.Max(volume, grown);
            if (successes == options.Successes)
            {
                (length, successes) = (Math.Min(2 * length, options.LongestLength), 0);
            }
            else if (failures == most)
            {
                (length, failures) = (length / 2 < options.ShortestLength ? options.FirstLength : length / 2, 0);
            }
        }

        return length;
    }
}
