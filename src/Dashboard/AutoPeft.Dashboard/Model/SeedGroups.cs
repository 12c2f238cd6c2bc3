using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>Finds trials of the same configuration with different seeds; baselines stay among themselves. Immutable.</summary>
internal sealed class SeedGroups
{
    private readonly ImmutableDictionary<(Configuration, bool), ImmutableArray<Trial>> _groups;
    private readonly ImmutableHashSet<(Configuration, bool)> _repeated;

    private SeedGroups(
        ImmutableDictionary<(Configuration, bool), ImmutableArray<Trial>> groups, ImmutableHashSet<(Configuration, bool)> repeated)
    {
        (_groups, _repeated) = (groups, repeated);
        Repeated = [.. repeated.Select(key => groups[key]).OrderBy(group => group[0].Number)];
    }

    /// <summary>No trials.</summary>
    public static SeedGroups Empty { get; } = new(
        ImmutableDictionary<(Configuration, bool), ImmutableArray<Trial>>.Empty, ImmutableHashSet<(Configuration, bool)>.Empty);

    /// <summary>The groups of two and more, by their first trials.</summary>
    public ImmutableArray<ImmutableArray<Trial>> Repeated { get; }

    /// <summary>Whether there is a trial of the same configuration.</summary>
    public bool Knows(Trial trial) => _groups.ContainsKey(KeyOf(trial));

    /// <summary>These and further trials.</summary>
    public SeedGroups With(IEnumerable<Trial> trials)
    {
        var (groups, repeated) = (_groups.ToBuilder(), _repeated);
        foreach (var trial in trials)
        {
            var key = KeyOf(trial);
            var isKnown = groups.TryGetValue(key, out var group);
            groups[key] = isKnown ? group.Add(trial) : [trial];
            repeated = isKnown ? repeated.Add(key) : repeated;
        }

        return new(groups.ToImmutable(), repeated);
    }

    private static (Configuration, bool) KeyOf(Trial trial) => (trial.Configuration, trial.Origin == TrialOrigin.Baseline);
}
