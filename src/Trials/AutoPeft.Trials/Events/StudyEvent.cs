using System.Text.Json.Serialization;

namespace AutoPeft.Trials.Events;

/// <summary>Something that happened in a study. A study's state is the fold over its events; nothing else is stored.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(StudyCreated), "study-created")]
[JsonDerivedType(typeof(StudyStatusChanged), "study-status")]
[JsonDerivedType(typeof(StudyEdited), "study-edited")]
[JsonDerivedType(typeof(TrialQueued), "queued")]
[JsonDerivedType(typeof(TrialLeased), "leased")]
[JsonDerivedType(typeof(TrialStarted), "started")]
[JsonDerivedType(typeof(TrialMeasured), "measured")]
[JsonDerivedType(typeof(TrialWarned), "warned")]
[JsonDerivedType(typeof(CheckpointSaved), "checkpoint")]
[JsonDerivedType(typeof(AttemptEnded), "attempt-ended")]
[JsonDerivedType(typeof(TrialFinished), "finished")]
[JsonDerivedType(typeof(TrialCancelled), "cancelled")]
[JsonDerivedType(typeof(TrialRetried), "retried")]
public abstract record StudyEvent
{
    /// <summary>The event's number in its study, from 1, without gaps. Given by the store.</summary>
    [JsonPropertyName("n")]
    public long Sequence { get; init; }

    /// <summary>When it happened, by the clock of the store.</summary>
    [JsonPropertyName("at")]
    public DateTimeOffset At { get; init; }
}
