using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Control;

/// <summary>Says why a study does not go on although its status says that it is carried out.</summary>
public static class StudyWarnings
{
    /// <summary>One sentence or two a reason; none while nothing is known to be wrong.</summary>
    /// <param name="study">The study.</param>
    /// <param name="store">Where it is kept.</param>
    /// <param name="workers">The workers of the store; null when it has none of its own.</param>
    public static ImmutableArray<string> Of(StudyRecord study, IStudyStore store, IReadOnlyCollection<WorkerStatus>? workers)
    {
        ArgumentNullException.ThrowIfNull(store);

        return store.InterruptionOf(study) is { } interruption ? [interruption]
            : workers is null ? []
            : WaitingWarnings.Of(study, workers);
    }

    /// <summary>The same, with the workers that are there now.</summary>
    /// <inheritdoc cref="Of"/>
    public static async Task<ImmutableArray<string>> ReadAsync(
        StudyRecord study, IStudyStore store, IWorkerRegistry? workers, CancellationToken cancellationToken) =>
        Of(study, store, workers is null ? null : await workers.ListAsync(cancellationToken));
}
