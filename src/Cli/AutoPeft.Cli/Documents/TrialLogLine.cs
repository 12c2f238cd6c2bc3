using System.Globalization;
using AutoPeft.Trials.Events;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Cli.Documents;

/// <summary>Something that happened to a trial.</summary>
/// <param name="At">When.</param>
/// <param name="Attempt">In which attempt, from 1; 0 before the first.</param>
/// <param name="Event">What kind.</param>
/// <param name="Text">In words.</param>
internal sealed record TrialLogLine(DateTimeOffset At, int Attempt, string Event, string Text)
{
    /// <summary>The line of an event.</summary>
    public static TrialLogLine Of(TrialEvent happened, int attempt) => happened switch
    {
        TrialQueued queued => new(happened.At, attempt, "queued", queued.Proposal.Configuration.ToJson()),
        TrialLeased leased => new(happened.At, attempt, "leased", $"by {leased.Worker}"),
        TrialStarted => new(happened.At, attempt, "started", string.Empty),
        TrialMeasured measured => new(happened.At, attempt, "measured", Measurement(measured)),
        TrialWarned warned => new(happened.At, attempt, "warned", warned.Warning),
        CheckpointSaved saved => new(happened.At, attempt, "checkpoint", string.Create(CultureInfo.InvariantCulture, $"after step {saved.Checkpoint.Step}")),
        AttemptEnded ended => new(happened.At, attempt, TrialDocument.Word(ended.End), ended.Reason),
        TrialFinished finished => new(happened.At, attempt, TrialDocument.Word(finished.Result.State), finished.Result.Reason),
        TrialCancelled cancelled => new(happened.At, attempt, "cancelled", cancelled.Reason),
        TrialRetried retried => new(happened.At, attempt, "retried", retried.Reason),
        _ => new(happened.At, attempt, happened.GetType().Name, string.Empty),
    };

    /// <summary>A line that the process of an attempt printed.</summary>
    public static TrialLogLine Of(AttemptLogLine line, int attempt) => new(line.At, attempt, line.Stream, line.Text);

    /// <summary>The line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{At:yyyy-MM-dd HH:mm:ss.fff}  attempt {Attempt}  {Event,-10}  {Text}").TrimEnd();

    private static string Measurement(TrialMeasured measured) => string.Create(
        CultureInfo.InvariantCulture,
        $"step {measured.Step}: {string.Join(", ", measured.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:G6}")))}");
}
