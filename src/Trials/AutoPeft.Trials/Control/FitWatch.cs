using System.Globalization;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Control;

/// <summary>Warns, once a trial, of trials that wait but fit no living worker.</summary>
/// <param name="store">Where warnings are recorded.</param>
/// <param name="workers">Knows the workers; null where there is only that of this process.</param>
/// <param name="time">The clock.</param>
internal sealed class FitWatch(IStudyControl store, IWorkerRegistry? workers, TimeProvider time)
{
    // A queue of thousands needs no thousands of warnings at once.
    private const int MostAtOnce = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private long? _looked;

    /// <summary>Is told what people should know, in sentences. Default: nobody.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Looks, unless it did a moment ago.</summary>
    public async Task CheckAsync(StudyRecord study, ControlLease control, CancellationToken cancellationToken)
    {
        if (workers is null || (_looked is { } looked && time.GetElapsedTime(looked) < Interval))
        {
            return;
        }

        _looked = time.GetTimestamp();
        var unfit = UnfitTrials.Of(study, await workers.ListAsync(cancellationToken))
            .Where(waiting => !waiting.Trial.Warnings.Any(known => known.StartsWith(UnfitTrials.Beginning, StringComparison.Ordinal)))
            .Take(MostAtOnce).ToArray();
        foreach (var (trial, reason) in unfit)
        {
            if (await store.WarnAsync(control, trial.Number, reason, cancellationToken))
            {
                Log(string.Create(CultureInfo.InvariantCulture, $"{control.Study}: trial {trial.Number} waits. {reason}"));
            }
        }
    }
}
