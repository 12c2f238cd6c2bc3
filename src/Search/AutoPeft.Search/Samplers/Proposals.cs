using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>The list that a sampler is filling: valid, canonical, and nothing twice.</summary>
internal sealed class Proposals
{
    /// <summary>So many draws in a row that bring nothing new mean that a large space is as good as exhausted.</summary>
    private const int Patience = 4096;

    private readonly SearchSpace _space;
    private readonly HashSet<Configuration> _excluded;
    private readonly List<Configuration> _chosen = [];
    private readonly int _count;

    public Proposals(StudySnapshot study, int count)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        _space = study.Space;
        _excluded = [.. study.Known];
        _count = count;
    }

    public bool IsFull => _chosen.Count >= _count;

    public IReadOnlyList<Configuration> Chosen => _chosen;

    /// <summary>Whether a configuration is neither known to the study nor chosen already.</summary>
    public bool IsNew(Configuration configuration) => !_excluded.Contains(configuration);

    /// <summary>Adds a valid canonical configuration unless it is known or the list is full.</summary>
    public bool TryAdd(Configuration configuration)
    {
        if (IsFull || !_excluded.Add(configuration))
        {
            return false;
        }

        _chosen.Add(configuration);
        return true;
    }

    /// <summary>Fills the rest with random configurations, as far as there are any.</summary>
    public IReadOnlyList<Configuration> FillRandomly(RandomKey key)
    {
        var misses = 0;
        for (var draw = 0; !IsFull && misses < Patience; draw++)
        {
            if (_space.Sample(key.For(draw)) is not { } sample)
            {
                return _chosen;
            }

            misses = TryAdd(sample) ? 0 : misses + 1;
        }

        return IsFull ? _chosen : FillFromList(key.For("listed"));
    }

    private List<Configuration> FillFromList(RandomKey key)
    {
        var rest = SpaceSampling.ListValid(_space)?.Where(IsNew).ToArray() ?? [];
        foreach (var index in key.Permutation(rest.Length))
        {
            TryAdd(rest[index]);
        }

        return _chosen;
    }
}
