using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>Computes one trial from its own events, for stores that can find them without reading the rest of the study.</summary>
public static class TrialHistory
{
    /// <summary>The trial after these events.</summary>
    /// <param name="events">All events of the trial, in order, from its queueing on.</param>
    /// <exception cref="InvalidDataException">They cannot have happened in this order.</exception>
    public static Trial Replay(IEnumerable<TrialEvent> events)
    {
        Trial? trial = null;
        foreach (var happened in events)
        {
            trial = happened is TrialQueued queued ? TrialFold.Create(queued)
                : trial is null ? throw new InvalidDataException($"Event {happened.Sequence} comes before its trial was queued.")
                : TrialFold.Apply(trial, happened);
        }

        return trial ?? throw new InvalidDataException("The trial has no events.");
    }
}
