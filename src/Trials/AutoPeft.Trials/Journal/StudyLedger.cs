using System.Collections.Immutable;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Journal;

/// <summary>Decides what happens in a study that one process writes: turns commands into events and applies them.</summary>
/// <remarks>Not safe for use by several threads at a time. Events wait in it until they are taken to be made durable.</remarks>
internal sealed class StudyLedger(StudyFold fold, TimeProvider time)
{
    private readonly Dictionary<int, Lease> _leases = [];
    private readonly Dictionary<(string Hash, int Replicate, TrialOrigin Origin), int> _known = fold.Trials
        .Where(trial => trial.State != TrialState.Cancelled)
        .GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.First().Number);

    private List<StudyEvent> _fresh = [];
    private ControlLease? _control;
    private DateTimeOffset _controlExpires;

    public StudyFold Fold => fold;

    /// <summary>The events since the last call, in order.</summary>
    public List<StudyEvent> TakeFresh()
    {
        var fresh = _fresh;
        _fresh = [];
        return fresh;
    }

    public void Create(StudyHeader study) => Record(new StudyCreated(study));

    public void SetStatus(StudyStatus status, string reason) => Record(new StudyStatusChanged(status, reason));

    public ImmutableArray<Trial> Enqueue(IReadOnlyList<TrialProposal> proposals)
    {
        var numbers = new List<int>(proposals.Count);
        foreach (var proposal in proposals)
        {
            var key = (proposal.Configuration.Hash, proposal.Replicate, proposal.Origin);
            if (!_known.TryGetValue(key, out var number))
            {
                number = fold.Trials.Count;
                Record(new TrialQueued(number, proposal));
                _known.Add(key, number);
            }

            numbers.Add(number);
        }

        return [.. numbers.Select(number => fold.Trials[number])];
    }

    public ControlLease? TakeControl(string controller, TimeSpan duration)
    {
        if (_control is not null && _controlExpires > time.GetUtcNow())
        {
            return null;
        }

        _controlExpires = time.GetUtcNow() + duration;
        return _control = new(fold.Header!.Name, controller, (_control?.Token ?? 0) + 1);
    }

    public LeaseStatus KeepControl(ControlLease control, TimeSpan duration)
    {
        if (_control != control)
        {
            return LeaseStatus.Lost;
        }

        _controlExpires = time.GetUtcNow() + duration;
        return LeaseStatus.Held;
    }

    public void EndControl(ControlLease control) => _controlExpires = _control == control ? time.GetUtcNow() : _controlExpires;

    public ImmutableArray<Trial>? Propose(ControlLease control, IReadOnlyList<TrialProposal> proposals, int? budget)
    {
        if (_control != control)
        {
            return null;
        }

        var left = budget - fold.Trials.Count(trial => trial.Origin != TrialOrigin.Baseline && trial.State != TrialState.Cancelled);
        return Enqueue([.. BudgetedProposals.Within(left, proposals, IsKnown)]);
    }

    /// <summary>Warns of a trial that waits.</summary>
    public bool Warn(ControlLease control, int trial, string warning)
    {
        if (_control != control || !fold.Waiting.Contains(trial))
        {
            return false;
        }

        Record(new TrialWarned(trial, warning));
        return true;
    }

    public void Edit(StudyEdit edit) => Record(new StudyEdited(edit));

    /// <summary>Queues every held trial again; its worker's lease is lost.</summary>
    public ImmutableArray<int> Recall(string reason)
    {
        var held = fold.Trials.Where(trial => trial.State.IsHeld()).Select(trial => trial.Number).ToImmutableArray();
        foreach (var trial in held)
        {
            _leases.Remove(trial);
            Record(new AttemptEnded(trial, AttemptEnd.Preempted, reason));
        }

        return held;
    }

    public bool Retry(int trial, string reason)
    {
        if (trial < 0 || trial >= fold.Trials.Count || !fold.Trials[trial].State.MayBeRetried())
        {
            return false;
        }

        Record(new TrialRetried(trial, reason));
        return true;
    }

    public bool Cancel(int trial, string reason)
    {
        if (trial < 0 || trial >= fold.Trials.Count || fold.Trials[trial].State.IsFinal())
        {
            return false;
        }

        Record(new TrialCancelled(trial, reason));
        _known.Remove(KeyOf(fold.Trials[trial]));
        _leases.Remove(trial);
        return true;
    }

    /// <summary>Queues every trial again that is held without a lease of this process, or whose lease has run out.</summary>
    public ImmutableArray<int> Reclaim()
    {
        var now = time.GetUtcNow();
        var stale = fold.Trials
            .Where(trial => trial.State.IsHeld() && !(_leases.TryGetValue(trial.Number, out var lease) && lease.Expires > now))
            .Select(trial => trial.Number).ToImmutableArray();
        foreach (var trial in stale)
        {
            var reason = _leases.Remove(trial) ? "Its worker was not heard of until the lease ran out." : "The process that trained it is gone.";
            Record(new AttemptEnded(trial, AttemptEnd.Stale, reason));
        }

        return stale;
    }

    public ClaimedTrial? Claim(ClaimRequest request)
    {
        if (!Gives(request) || FirstFor(request) is not { } trial)
        {
            return null;
        }

        var attempt = fold.Trials[trial].Attempts.Length + 1;
        var token = fold.LastToken + 1;
        Record(new TrialLeased(trial, attempt, token, request.Worker));
        return new(_leases[trial] = new(fold.Header!.Name, trial, attempt, token, request.Worker, time.GetUtcNow() + request.Duration), fold.Trials[trial]);
    }

    public LeaseStatus Renew(Lease lease, TimeSpan duration)
    {
        if (!IsHeld(lease))
        {
            return LeaseStatus.Lost;
        }

        _leases[lease.Trial] = lease with { Expires = time.GetUtcNow() + duration };
        return LeaseStatus.Held;
    }

    /// <summary>Records an event of the lease's holder, unless the lease is lost.</summary>
    public LeaseStatus Report(Lease lease, TrialEvent happened)
    {
        if (!IsHeld(lease))
        {
            return LeaseStatus.Lost;
        }

        Record(happened);
        if (!fold.Trials[lease.Trial].State.IsHeld())
        {
            _leases.Remove(lease.Trial);
        }

        return LeaseStatus.Held;
    }

    private static (string Hash, int Replicate, TrialOrigin Origin) KeyOf(Trial trial) =>
        (trial.Configuration.Hash, trial.Replicate, trial.Origin);

    private bool Gives(ClaimRequest request) => fold.Status != StudyStatus.Paused
        && (request.Queue is null || fold.Header!.Queue == StudyHeader.AnyQueue || fold.Header.Queue == request.Queue)
        && !(_leases.Count >= fold.Edits.RunningLimit)
        && !request.Excluded.Contains(fold.Header!.Name);

    /// <summary>The first waiting trial that the worker wants and has memory for.</summary>
    private int? FirstFor(ClaimRequest request)
    {
        if (request.Trial is { } wanted)
        {
            return fold.Waiting.Contains(wanted) && Fits(wanted, request) ? wanted : null;
        }

        foreach (var number in fold.Waiting)
        {
            if (Fits(number, request))
            {
                return number;
            }
        }

        return null;
    }

    private bool Fits(int trial, ClaimRequest request) => !(fold.Trials[trial].MemoryBytes > request.FreeMemoryBytes);

    private bool IsKnown(TrialProposal proposal) => _known.ContainsKey((proposal.Configuration.Hash, proposal.Replicate, proposal.Origin));

    private bool IsHeld(Lease lease) =>
        _leases.TryGetValue(lease.Trial, out var held) && held.Token == lease.Token && held.Expires > time.GetUtcNow();

    // Whole microseconds: what databases keep, so that a study is the same in every store.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private void Record(StudyEvent happened)
    {
        var numbered = happened with { Sequence = fold.Sequence + 1, At = Now() };
        fold.Apply(numbered);
        _fresh.Add(numbered);
    }
}
