using System.Collections.Immutable;

namespace AutoPeft.Worker.Execution;

/// <summary>The studies that a worker could not use lately. Safe for several threads.</summary>
internal sealed class UnusableStudies
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private ImmutableDictionary<string, long> _until = ImmutableDictionary<string, long>.Empty;
    private TimeProvider? _time;

    /// <summary>Those of the last minute.</summary>
    public ImmutableArray<string> Current
    {
        get
        {
            lock (_gate)
            {
                if (!_until.IsEmpty)
                {
                    _until = _until.Where(study => _time!.GetElapsedTime(study.Value) < Pause).ToImmutableDictionary();
                }

                return [.. _until.Keys];
            }
        }
    }

    /// <summary>Leaves a study alone for a minute.</summary>
    public void Add(string study, TimeProvider time)
    {
        lock (_gate)
        {
            _time = time;
            _until = _until.SetItem(study, time.GetTimestamp());
        }
    }
}
