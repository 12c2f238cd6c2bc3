using AutoPeft.Trials.Events;

namespace AutoPeft.Dashboard.Model;

/// <summary>An event as the stream gives it.</summary>
internal sealed record EventDocument(long Sequence, DateTimeOffset At, string Event, int? Trial)
{
    public static EventDocument Of(StudyEvent item) =>
        new(item.Sequence, item.At, item.GetType().Name, (item as TrialEvent)?.Trial);
}
