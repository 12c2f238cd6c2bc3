namespace AutoPeft.Trials.Ports;

/// <summary>Wakes workers. Which trial a worker gets is decided by its claim, never by the queue.</summary>
/// <remarks>Delivery is at least once: a lost or repeated announcement costs time, never a result.</remarks>
public interface ITrialQueue
{
    /// <summary>Says that trials of a study wait.</summary>
    Task AnnounceAsync(string study, IReadOnlyList<int> trials, CancellationToken cancellationToken);

    /// <summary>Waits until something was announced or the time is over.</summary>
    Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken);
}
