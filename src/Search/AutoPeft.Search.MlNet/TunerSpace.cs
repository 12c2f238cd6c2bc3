using System.Globalization;
using AutoPeft.Search.Space;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using TunerOptions = Microsoft.ML.SearchSpace.SearchSpace;

namespace AutoPeft.Search.MlNet;

/// <summary>A search space as ML.NET's tuners see one: the unit interval for each domain that leaves a choice. For one suggestion.</summary>
/// <remarks>
/// Conditions are not told: what is inactive keeps a place, the middle, that means nothing. Nor are levels: in a space of levels only,
/// the local search of ML.NET's forest goes to and fro between two neighbours for ever; among random neighbours it ends. But whatever a tuner
/// looks at is moved to the place of its level, so that it recognises what has been tried.
/// </remarks>
internal sealed class TunerSpace : TunerOptions
{
    private readonly Space.SearchSpace _space;
    private readonly (int Index, string Key)[] _chosen;
    private readonly int _mostPoints;
    private int _points;

    /// <summary>A space.</summary>
    /// <param name="space">The study's space.</param>
    /// <param name="mostPoints">How many points a tuner may look at.</param>
    public TunerSpace(Space.SearchSpace space, int mostPoints)
    {
        (_space, _mostPoints) = (space, mostPoints);
        _chosen = [.. Enumerable.Range(0, space.Domains.Length).Where(index => space.Domains[index].LevelCount != 1).Select(index => (index, KeyOf(index)))];
        foreach (var (_, key) in _chosen)
        {
            this[key] = new UniformDoubleOption(0, 1);
        }
    }

    /// <summary>Whether there is nothing to choose.</summary>
    public bool IsEmpty => _chosen.Length == 0;

    /// <summary>Whether a tuner looked at as many points as it may.</summary>
    public bool IsExhausted => _points >= _mostPoints;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The tuner has looked at too many points; nothing else ends its local search.</exception>
    public override Parameter SampleFromFeatureSpace(double[] feature)
    {
        if (IsExhausted)
        {
            throw new InvalidOperationException($"The tuner looked at {_mostPoints} points without a proposal.");
        }

        _points++;
        var configuration = ConfigurationAt(feature);
        return ParameterOf((chosen, domain) =>
            domain.LevelCount is null && configuration.Find(domain.Name) is not null ? feature[chosen] : PlaceOf(domain, configuration));
    }

    /// <summary>The canonical configuration of a proposal; null when it is not valid.</summary>
    public Configuration? ToConfiguration(Parameter proposal)
    {
        var configuration = ConfigurationAt(Array.ConvertAll(_chosen, entry => proposal[entry.Key].AsType<double>()));

        return _space.IsValid(configuration) ? configuration : null;
    }

    /// <summary>A proposal that gives a configuration.</summary>
    public Parameter ToParameter(Configuration configuration) => ParameterOf((_, domain) => PlaceOf(domain, configuration));

    private static double PlaceOf(ParameterDomain domain, Configuration configuration) =>
        configuration.Find(domain.Name) is { } value ? domain.ToUnit(value) : 0.5;

    private Configuration ConfigurationAt(double[] places)
    {
        var point = new double[_space.Domains.Length];
        for (var i = 0; i < _chosen.Length; i++)
        {
            point[_chosen[i].Index] = places[i];
        }

        return _space.Canonical(_space.FromUnit(point));
    }

    private Parameter ParameterOf(Func<int, ParameterDomain, double> place)
    {
        var parameter = Parameter.CreateNestedParameter();
        for (var i = 0; i < _chosen.Length; i++)
        {
            parameter[_chosen[i].Key] = Parameter.FromDouble(place(i, _space.Domains[_chosen[i].Index]));
        }

        return parameter;
    }

    // ML.NET sorts options by their names.
    private static string KeyOf(int index) => index.ToString("D6", CultureInfo.InvariantCulture);
}
