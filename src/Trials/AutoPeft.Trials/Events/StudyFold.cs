using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>Computes what a study is from what happened in it. The only code that turns events into state.</summary>
/// <remarks>Not safe for use by several threads at a time; its snapshots are.</remarks>
public sealed class StudyFold
{
    private readonly List<Trial> _trials = [];
    private readonly SortedSet<int> _waiting = [];
    private StudyStatus _status;
    private string _statusReason = string.Empty;
    private DateTimeOffset _created;
    private DateTimeOffset _changed;
    private DateTimeOffset _runningSince;
    private TimeSpan _activeTime;
    private StudyRecord? _snapshot;

    /// <summary>Whether it proposes trials.</summary>
    public StudyStatus Status => _status;

    /// <summary>What was changed since it was defined.</summary>
    public StudyEdit Edits { get; private set; } = StudyEdit.None;

    /// <summary>What was defined; null before the first event.</summary>
    public StudyHeader? Header { get; private set; }

    /// <summary>The number of the last event; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The largest fencing token that was given.</summary>
    public long LastToken { get; private set; }

    /// <summary>All trials so far; a trial's number is its index.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>The numbers of the trials that wait for a worker, ascending.</summary>
    public IReadOnlySet<int> Waiting => _waiting;

    /// <summary>A fold that goes on from a state.</summary>
    internal static StudyFold From(FoldState state)
    {
        var fold = new StudyFold
        {
            Header = state.Header,
            Edits = state.Edits,
            Sequence = state.Sequence,
            LastToken = state.LastToken,
            _status = state.Status,
            _statusReason = state.StatusReason,
            _created = state.Created,
            _changed = state.Changed,
            _runningSince = state.RunningSince,
            _activeTime = state.ActiveTime,
        };
        fold._trials.AddRange(state.Trials);
        fold._waiting.UnionWith(state.Trials.Where(trial => trial.State == TrialState.Queued).Select(trial => trial.Number));
        return fold;
    }

    /// <summary>What another fold needs to go on from here; later events do not change it.</summary>
    /// <exception cref="InvalidDataException">There was no event yet.</exception>
    internal FoldState Save() => new(Header ?? throw new InvalidDataException("There is no event."), [.. _trials])
    {
        Status = _status,
        StatusReason = _statusReason,
        Edits = Edits,
        Sequence = Sequence,
        LastToken = LastToken,
        Created = _created,
        Changed = _changed,
        RunningSince = _runningSince,
        ActiveTime = _activeTime,
    };

    /// <summary>The state after these events.</summary>
    /// <exception cref="InvalidDataException">The events cannot have happened in this order.</exception>
    public static StudyRecord Replay(IEnumerable<StudyEvent> events)
    {
        var fold = new StudyFold();
        foreach (var happened in events)
        {
            fold.Apply(happened);
        }

        return fold.Snapshot();
    }

    /// <summary>Goes one event further.</summary>
    /// <exception cref="InvalidDataException">The event cannot have happened now; the state is unchanged.</exception>
    public void Apply(StudyEvent happened)
    {
        if (happened.Sequence != Sequence + 1 || (happened is StudyCreated) != (Header is null))
        {
            throw new InvalidDataException($"Event {happened.Sequence} cannot follow event {Sequence}.");
        }

        ApplyByKind(happened);
        _created = Sequence == 0 ? happened.At : _created;
        _changed = happened.At;
        Sequence = happened.Sequence;
        _snapshot = null;
    }

    /// <summary>What the study is now.</summary>
    /// <exception cref="InvalidDataException">There was no event yet.</exception>
    public StudyRecord Snapshot() => _snapshot ??= new(Header ?? throw new InvalidDataException("There is no event."), [.. _trials])
    {
        Status = _status,
        StatusReason = _statusReason,
        Edits = Edits,
        Sequence = Sequence,
        Created = _created,
        Changed = _changed,
        ActiveTime = _activeTime + (IsActive(_status) ? _changed - _runningSince : TimeSpan.Zero),
    };

    private void ApplyByKind(StudyEvent happened)
    {
        switch (happened)
        {
            case StudyCreated created:
                Header = created.Study;
                break;
            case StudyStatusChanged changed:
                ApplyStatus(changed);
                break;
            case StudyEdited edited:
                Edits = Edits.Then(edited.Edit);
                break;
            case TrialQueued queued:
                Add(queued);
                break;
            case TrialEvent later when later.Trial >= 0 && later.Trial < _trials.Count:
                Replace(TrialFold.Apply(_trials[later.Trial], later));
                LastToken = later is TrialLeased leased ? leased.Token : LastToken;
                break;
            default:
                throw new InvalidDataException($"Event {happened.Sequence} is about a trial that does not exist.");
        }
    }

    private void ApplyStatus(StudyStatusChanged changed)
    {
        // A controller that was killed wrote no end: its time counts up to the last thing that it did.
        if (IsActive(_status))
        {
            _activeTime += (IsActive(changed.Status) ? _changed : changed.At) - _runningSince;
        }

        _status = changed.Status;
        _statusReason = changed.Reason;
        _runningSince = changed.At;
    }

    private static bool IsActive(StudyStatus status) => status is StudyStatus.Running or StudyStatus.Draining;

    private void Add(TrialQueued queued)
    {
        if (queued.Trial != _trials.Count)
        {
            throw new InvalidDataException($"Event {queued.Sequence} queues trial {queued.Trial}, but the next is {_trials.Count}.");
        }

        _trials.Add(TrialFold.Create(queued));
        _waiting.Add(queued.Trial);
    }

    private void Replace(Trial trial)
    {
        _trials[trial.Number] = trial;
        if (trial.State == TrialState.Queued)
        {
            _waiting.Add(trial.Number);
        }
        else
        {
            _waiting.Remove(trial.Number);
        }
    }
}
