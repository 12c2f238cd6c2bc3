using System.Collections.Immutable;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Keeps the picture of a study that is being carried out that a progress display shows.</summary>
/// <remarks>Reports one at a time and in the order in which things happened: within its lock, so what it tells should be quick.</remarks>
/// <param name="budget">When the study ends.</param>
/// <param name="progress">Is told after every event, and when a trial comes along.</param>
/// <param name="time">The clock.</param>
public sealed class SweepMonitor(BudgetDefinition budget, IProgress<SweepProgress> progress, TimeProvider time) : IStudyObserver
{
    private readonly Lock _gate = new();
    private readonly StudyFold _fold = new();
    private readonly Dictionary<int, double> _fractions = [];
    private readonly RemainingTime _remaining = new(budget);
    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private StudyFront? _front;

    /// <inheritdoc/>
    public void OnEvent(StudyEvent happened)
    {
        lock (_gate)
        {
            _fold.Apply(happened);
            var isNew = happened.At >= _begun;
            if (happened is TrialFinished finished)
            {
                _fractions.Remove(finished.Trial);
                _remaining.Finished(happened.At, isNew && _fold.Trials[finished.Trial].Origin.IsSearch());
            }

            if (!isNew)
            {
                return;
            }

            _remaining.Begin(happened.At);
            progress.Report(Current(happened));
        }
    }

    /// <inheritdoc/>
    public void OnTrialProgress(int trial, double fraction)
    {
        lock (_gate)
        {
            _fractions[trial] = fraction;
            if (_fold.Sequence > 0)
            {
                progress.Report(Current(null));
            }
        }
    }

    private SweepProgress Current(StudyEvent? latest)
    {
        var record = _fold.Snapshot();
        var before = _front;
        if (_front is null || latest is TrialFinished)
        {
            _front = StudyFront.Of(record);
        }

        var done = record.Trials.Count(trial => StopRules.IsBudgeted(trial) && trial.State.IsFinal());
        var now = time.GetUtcNow();
        var active = record.ActiveTime + (record.Status == StudyStatus.Running ? now - record.Changed : TimeSpan.Zero);

        return new()
        {
            Study = record,
            Latest = latest,
            Front = _front,
            FrontChanged = before is null || !before.Trials.Select(trial => trial.Number).SequenceEqual(_front.Trials.Select(trial => trial.Number)),
            Fractions = _fractions.ToImmutableDictionary(),
            Done = done,
            Total = budget.Trials,
            Elapsed = active,
            Remaining = _remaining.At(now, done, active),
        };
    }
}
