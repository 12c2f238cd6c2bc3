using System.Collections.Concurrent;
using AutoPeft.Dashboard.Actions;
using AutoPeft.Trials.Asking;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>Gives trials to trainers elsewhere and takes what they say, over whatever store is shown.</summary>
/// <param name="writers">Opens studies for changes.</param>
/// <param name="studies">The definitions.</param>
/// <param name="time">The clock.</param>
internal sealed class TrainerService(StudyWriters writers, AskedStudies studies, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _asking = new(StringComparer.Ordinal);

    /// <summary>A trial for a trainer. Those that ask at the same time wait for each other, so that each gets one.</summary>
    public async Task<AskAnswer> AskAsync(string study, (string Name, TimeSpan Lease) trainer, CancellationToken cancellationToken)
    {
        var turn = _asking.GetOrAdd(study, _ => new(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await writers.WithAsync(
                study, store => new AskDesk(store, studies, time).AskAsync(study, trainer.Name, trainer.Lease, cancellationToken), cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Does something with the desk that takes what trainers say.</summary>
    public Task<TrainerAnswer> SayAsync(string study, Func<TrainerDesk, Task<TrainerAnswer>> say, CancellationToken cancellationToken) =>
        writers.WithAsync(study, store => say(new(store, studies)), cancellationToken);

    /// <summary>Does something with trials that nobody holds.</summary>
    public Task<T> TellOwnAsync<T>(string study, Func<WaitingTrials, Task<T>> tell, CancellationToken cancellationToken) =>
        writers.WithAsync(study, store => tell(new(store, studies)), cancellationToken);
}
