using System.Globalization;
using AutoPeft.Search.Space;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace AutoPeft.Search.MlNet;

/// <summary>A search space as ML.NET's tuners see one: the unit interval for each domain that leaves a choice.</summary>
/// <remarks>
/// Conditions are not told: what is inactive keeps a place, the middle, that means nothing. Nor are levels: in a space of levels only,
/// the local search of ML.NET's forest goes to and fro between two neighbours for ever; among random neighbours it ends.
/// </remarks>
internal sealed class TunerSpace
{
    private readonly Space.SearchSpace _space;
    private readonly (int Index, string Key)[] _chosen;

    public TunerSpace(Space.SearchSpace space)
    {
        _space = space;
        _chosen = [.. Enumerable.Range(0, space.Domains.Length).Where(index => space.Domains[index].LevelCount != 1).Select(index => (index, KeyOf(index)))];
        foreach (var (_, key) in _chosen)
        {
            Options[key] = new UniformDoubleOption(0, 1);
        }
    }

    public Microsoft.ML.SearchSpace.SearchSpace Options { get; } = [];

    /// <summary>Whether there is nothing to choose.</summary>
    public bool IsEmpty => _chosen.Length == 0;

    /// <summary>The canonical configuration of a proposal; null when it is not valid.</summary>
    public Configuration? ToConfiguration(Parameter proposal)
    {
        var point = new double[_space.Domains.Length];
        foreach (var (index, key) in _chosen)
        {
            point[index] = proposal[key].AsType<double>();
        }

        var configuration = _space.Canonical(_space.FromUnit(point));
        return _space.IsValid(configuration) ? configuration : null;
    }

    /// <summary>A proposal that gives a configuration.</summary>
    public Parameter ToParameter(Configuration configuration)
    {
        var proposal = Parameter.CreateNestedParameter();
        foreach (var (index, key) in _chosen)
        {
            var domain = _space.Domains[index];
            proposal[key] = Parameter.FromDouble(configuration.Find(domain.Name) is { } value ? domain.ToUnit(value) : 0.5);
        }

        return proposal;
    }

    // ML.NET sorts options by their names.
    private static string KeyOf(int index) => index.ToString("D6", CultureInfo.InvariantCulture);
}
