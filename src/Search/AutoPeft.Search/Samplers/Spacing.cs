using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>Keeps proposals apart from what is known: what differs from it by less than a ten-thousandth of the range of each continuous parameter is as good as the same.</summary>
/// <remarks>
/// With one objective the improvement is expected ever nearer to the best configuration, and late proposals would repeat it but for their last
/// digits, which no measurement can tell apart. Several objectives have a front to spread along, and need no such rule.
/// </remarks>
internal sealed class Spacing
{
    private const double Least = 1e-4;

    private readonly SearchSpace _space;
    private readonly FloatDomain[] _continuous;
    private readonly List<(Configuration Configuration, double[] Places)> _known = [];

    /// <summary>The spacing of a study; it keeps nothing apart where there are several objectives.</summary>
    public Spacing(StudySnapshot study)
    {
        _space = study.Space;
        _continuous = study.Objectives.Length > 1 ? [] : [.. _space.Domains.OfType<FloatDomain>()];
        foreach (var known in study.Known)
        {
            Add(known);
        }
    }

    /// <summary>Keeps others apart from a configuration too.</summary>
    public void Add(Configuration configuration)
    {
        if (_continuous.Length > 0)
        {
            _known.Add((configuration, PlacesOf(configuration)));
        }
    }

    /// <summary>Whether a configuration is far enough from all known ones, or differs in something discrete.</summary>
    public bool IsFree(Configuration configuration)
    {
        if (_continuous.Length == 0)
        {
            return true;
        }

        var places = PlacesOf(configuration);
        return !_known.Any(known => AreNear(known.Places, places) && HaveSameLevels(known.Configuration, configuration));
    }

    private double[] PlacesOf(Configuration configuration) => Array.ConvertAll(_continuous, domain =>
        configuration.Find(domain.Name) is { } value ? domain.ToUnit(value) : -1);

    private static bool AreNear(double[] left, double[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!(Math.Abs(left[i] - right[i]) < Least))
            {
                return false;
            }
        }

        return true;
    }

    private bool HaveSameLevels(Configuration left, Configuration right) =>
        _space.Domains.All(domain => domain is FloatDomain || left.Find(domain.Name) == right.Find(domain.Name));
}
