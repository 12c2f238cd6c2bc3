using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Says why trials of a study that is carried out wait in vain, as far as its workers are the reason.</summary>
public static class WaitingWarnings
{
    private const int MostNamed = 10;

    /// <summary>One sentence a reason; none while there is nothing to warn of.</summary>
    /// <param name="study">The study.</param>
    /// <param name="workers">The workers of its store.</param>
    public static ImmutableArray<string> Of(StudyRecord study, IReadOnlyCollection<WorkerStatus> workers)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(workers);

        var waiting = study.Count(TrialState.Queued);
        if (study.Status is not (StudyStatus.Running or StudyStatus.Draining) || waiting == 0)
        {
            return [];
        }

        if (!workers.Any(worker => worker.Serves(study.Header)))
        {
            var queue = study.Header.Queue == StudyHeader.AnyQueue ? string.Empty : $" of queue '{study.Header.Queue}'";

            return [string.Create(CultureInfo.InvariantCulture, $"{Counted(waiting)}, and no living worker takes trials{queue}; 'autopeft worker start' starts one.")];
        }

        return Unfit([.. UnfitTrials.Of(study, workers)]);
    }

    private static ImmutableArray<string> Unfit(ImmutableArray<(Trial Trial, string Reason)> unfit)
    {
        if (unfit.IsEmpty)
        {
            return [];
        }

        var numbers = string.Join(", ", unfit.Take(MostNamed).Select(waiting => waiting.Trial.Number.ToString(CultureInfo.InvariantCulture)));
        var (_, reason) = unfit.MinBy(waiting => waiting.Trial.MemoryBytes);

        return unfit.Length == 1
            ? [string.Create(CultureInfo.InvariantCulture, $"Trial {numbers} waits. {reason}")]
            : [string.Create(CultureInfo.InvariantCulture, $"{Counted(unfit.Length)} that fit no living worker ({numbers}{(unfit.Length > MostNamed ? ", …" : string.Empty)}). Of the smallest: {reason}")];
    }

    private static string Counted(int trials) => string.Create(CultureInfo.InvariantCulture, $"{trials} {(trials == 1 ? "trial waits" : "trials wait")}");
}
