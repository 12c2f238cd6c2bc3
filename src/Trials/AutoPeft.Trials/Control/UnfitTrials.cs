using System.Globalization;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Finds waiting trials that need more memory than any living worker has for one, so that they wait in vain.</summary>
public static class UnfitTrials
{
    /// <summary>How each reason begins.</summary>
    public const string Beginning = "It fits no living worker: ";

    /// <summary>Those trials, in the order of their numbers, each with the reason in a sentence.</summary>
    /// <remarks>
    /// None where no worker takes trials of the study, which is no question of memory, where one takes trials of any size, or while the study is
    /// not carried out.
    /// </remarks>
    /// <param name="study">The study.</param>
    /// <param name="workers">The workers of its store.</param>
    public static IEnumerable<(Trial Trial, string Reason)> Of(StudyRecord study, IReadOnlyCollection<WorkerStatus> workers)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(workers);

        var serving = workers.Where(worker => worker.Serves(study.Header)).ToArray();
        if (study.Status is not (StudyStatus.Running or StudyStatus.Draining) || serving.Length == 0 || serving.Any(worker => worker.MemoryBytes is null))
        {
            return [];
        }

        var largest = serving.MaxBy(worker => worker.MemoryBytes)!;
        return study.Trials.Where(trial => trial.State == TrialState.Queued && trial.MemoryBytes > largest.MemoryBytes)
            .Select(trial => (trial, string.Create(
                CultureInfo.InvariantCulture,
                $"{Beginning}it needs {InUnits(trial.MemoryBytes!.Value)} of memory by the cost model, and the largest of {serving.Length}, {largest.Name}, has {InUnits(largest.MemoryBytes!.Value)} for a trial.")));
    }

    private static string InUnits(long bytes) => bytes < 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.##} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB");
}
