using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Who worked when, and on what.</summary>
/// <param name="Start">The left edge.</param>
/// <param name="End">The right edge.</param>
/// <param name="Rows">A line or more for each worker.</param>
public sealed record WorkerTimeline(DateTimeOffset Start, DateTimeOffset End, ImmutableArray<TimelineRow> Rows)
{
    private const int Most = 300;

    /// <summary>The latest tries, up to three hundred; null when there was none.</summary>
    internal static WorkerTimeline? Of(StudyRecord study)
    {
        var tries = study.Trials.SelectMany(trial => trial.Attempts.Select(attempt => (Trial: trial, Attempt: attempt)))
            .OrderByDescending(item => item.Attempt.Leased).Take(Most).Reverse().ToArray();
        if (tries.Length == 0)
        {
            return null;
        }

        var start = tries[0].Attempt.Leased;
        var end = tries.Max(item => item.Attempt.Ended ?? study.Changed);
        end = end > start ? end : start + TimeSpan.FromSeconds(1);
        double Place(DateTimeOffset at) => (at - start) / (end - start);
        var rows = tries.GroupBy(item => item.Attempt.Worker, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => LinesOf(group.Key, group.Select(item => Bar(study, item.Trial, item.Attempt, Place))));

        return new(start, end, [.. rows]);
    }

    private static TimelineBar Bar(StudyRecord study, Trial trial, Attempt attempt, Func<DateTimeOffset, double> place)
    {
        var end = attempt.End is null or AttemptEnd.Finished ? trial.State.ToString() : attempt.End.ToString()!;
        var seconds = ((attempt.Ended ?? study.Changed) - attempt.Leased).TotalSeconds;
        var title = string.Create(CultureInfo.InvariantCulture, $"Trial {trial.Number}, attempt {attempt.Number}: {end}, {seconds:0.#} s");

        return new(place(attempt.Leased), place(attempt.Ended ?? study.Changed), end, title, Links.Trial(study.Header.Name, trial.Number));
    }

    // A worker that trains several trials at a time gets several lines.
    private static IEnumerable<TimelineRow> LinesOf(string worker, IEnumerable<TimelineBar> bars)
    {
        var lines = new List<List<TimelineBar>>();
        foreach (var bar in bars)
        {
            var free = lines.Find(line => line[^1].End <= bar.Start);
            if (free is null)
            {
                lines.Add([bar]);
            }
            else
            {
                free.Add(bar);
            }
        }

        return lines.Select((line, i) => new TimelineRow(i == 0 ? worker : string.Empty, [.. line]));
    }
}
