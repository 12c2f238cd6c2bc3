using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Control;

/// <summary>Estimates how long a study will still take from how fast its trials have ended since it was last taken up.</summary>
internal sealed class RemainingTime(BudgetDefinition budget)
{
    private DateTimeOffset? _begun;
    private DateTimeOffset _lastEnd;
    private int _ended;

    /// <summary>Notes when it was taken up; later calls change nothing.</summary>
    public void Begin(DateTimeOffset at) => _begun ??= at;

    /// <summary>Notes that a trial has ended.</summary>
    public void Finished(DateTimeOffset at, bool counts)
    {
        if (counts)
        {
            _ended++;
            _lastEnd = at;
        }
    }

    /// <summary>The estimate; null before the first end, or when there is no limit.</summary>
    /// <param name="now">The time.</param>
    /// <param name="done">How many trials have ended in all.</param>
    /// <param name="active">How long the study was worked on in all.</param>
    public TimeSpan? At(DateTimeOffset now, int done, TimeSpan active)
    {
        TimeSpan? byTrials = null;
        if (budget.Trials is { } trials && _begun is { } begun && _ended > 0)
        {
            byTrials = ((_lastEnd - begun) / _ended * Math.Max(0, trials - done)) - (now - _lastEnd);
        }

        var byTime = budget.Time - active;
        var least = byTrials is null ? (budget.Trials is null ? byTime : null) : byTime < byTrials ? byTime : byTrials;
        return least < TimeSpan.Zero ? TimeSpan.Zero : least;
    }
}
