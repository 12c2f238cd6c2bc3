using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Events;

namespace AutoPeft.Dashboard.Model;

/// <summary>Says what happened, in words.</summary>
internal static class EventText
{
    /// <summary>What kind of event it is.</summary>
    public static string Kind(StudyEvent happened) => string.Concat(happened.GetType().Name
        .Select((letter, i) => i > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>What it says besides; empty when the kind says it all.</summary>
    public static string Details(StudyEvent happened) => happened switch
    {
        StudyStatusChanged changed => $"{changed.Status}. {changed.Reason}",
        TrialQueued queued => $"{queued.Proposal.Origin}: {ConfigurationText.Of(queued.Proposal.Configuration)}",
        TrialLeased leased => $"attempt {leased.Attempt} by {leased.Worker}, token {leased.Token}",
        TrialWarned warned => warned.Warning,
        AttemptEnded ended => $"{ended.End}. {ended.Reason}",
        TrialFinished finished => $"{finished.Result.State}. {finished.Result.Reason}",
        TrialCancelled cancelled => cancelled.Reason,
        CheckpointSaved saved => $"after step {saved.Checkpoint.Step}",
        _ => string.Empty,
    };
}
