using System.Collections.Concurrent;

namespace AutoPeft.Dashboard.Model.Insight;

/// <summary>Computes beside the pages how sure the fronts of studies are: one study at a time, and the latest answer of each is kept.</summary>
/// <param name="plans">The spaces of studies.</param>
/// <param name="time">The clock.</param>
internal sealed class FrontOddsDesk(StudyPlans plans, TimeProvider time)
{
    // A study that goes on is looked at again after this many times what the last look took.
    private const int Rest = 10;

    private readonly ConcurrentDictionary<(string Name, DateTimeOffset Created), Desk> _desks = new();
    private readonly Lock _turn = new();

    /// <summary>What is known by now, perhaps of a moment ago; null while nothing was computed yet. Has it computed when there is more to know.</summary>
    public FrontOdds? Of(StudyView view)
    {
        var desk = _desks.GetOrAdd((view.Study.Header.Name, view.Study.Created), _ => new());
        lock (desk)
        {
            if (desk.Known?.Ended != view.Finished.Count && desk.Work.IsCompleted && time.GetElapsedTime(desk.Ended) >= desk.Pause)
            {
                desk.Work = Task.Run(() => Compute(desk, view));
            }

            return desk.Known;
        }
    }

    /// <summary>The same, after waiting a little for what is not known at all yet.</summary>
    public async Task<FrontOdds?> WithinAsync(StudyView view, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Of(view) is { } known)
        {
            return known;
        }

        await Task.WhenAny(_desks[(view.Study.Header.Name, view.Study.Created)].Work, Task.Delay(patience, time, cancellationToken));
        return Of(view);
    }

    private void Compute(Desk desk, StudyView view)
    {
        lock (_turn)
        {
            var (began, odds) = (time.GetTimestamp(), desk.Known);
            try
            {
                odds = FrontOdds.Of(view, plans.Of(view.Study).Plan);
            }
            finally
            {
                lock (desk)
                {
                    (desk.Known, desk.Ended, desk.Pause) = (odds, time.GetTimestamp(), Rest * time.GetElapsedTime(began));
                }
            }
        }
    }

    private sealed class Desk
    {
        public FrontOdds? Known { get; set; }

        public Task Work { get; set; } = Task.CompletedTask;

        public long Ended { get; set; }

        public TimeSpan Pause { get; set; }
    }
}
