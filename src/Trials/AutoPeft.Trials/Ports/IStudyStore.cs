using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Ports;

/// <summary>What the controlling side of a study needs of a store.</summary>
/// <remarks>A study that does not exist is an <see cref="InvalidInputException"/> in every member but <see cref="ExistsAsync"/>.</remarks>
public interface IStudyStore
{
    /// <summary>Adds a study and opens it for writing.</summary>
    /// <exception cref="InvalidInputException">The name cannot be used or is taken.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be written to.</exception>
    Task CreateStudyAsync(StudyHeader study, CancellationToken cancellationToken);

    /// <summary>Adds a study with its whole history, as it was read from another store; it is not opened.</summary>
    /// <remarks>Trials that were held by workers there are queued again when it is opened.</remarks>
    /// <param name="history">Its events, from the first on; possible in this order.</param>
    /// <param name="cancellationToken">Gives up; then nothing is written.</param>
    /// <exception cref="InvalidInputException">The name is taken.</exception>
    Task ImportStudyAsync(IReadOnlyList<StudyEvent> history, CancellationToken cancellationToken);

    /// <summary>Opens a study for writing; trials of workers that are known to be gone are queued again.</summary>
    /// <returns>What had to be repaired.</returns>
    /// <exception cref="StoreUnavailableException">Another process writes to it and the store allows only one.</exception>
    Task<StudyOpening> OpenStudyAsync(string study, CancellationToken cancellationToken);

    /// <summary>Whether there is a study of this name. Never a fault.</summary>
    Task<bool> ExistsAsync(string study, CancellationToken cancellationToken);

    /// <summary>All studies, in ordinal order of their names.</summary>
    Task<ImmutableArray<StudySummary>> ListStudiesAsync(CancellationToken cancellationToken);

    /// <summary>A study with its whole history as it is now. Needs no write access.</summary>
    Task<StudyRecord> ReadStudyAsync(string study, CancellationToken cancellationToken);

    /// <summary>Why nobody carries out a study although its status says so, and how it goes on, in sentences; null while somebody does, and where a store cannot tell.</summary>
    /// <remarks>A process that was killed could not say that it ended, and no event tells of it. The default cannot tell.</remarks>
    /// <param name="study">The study as it was read a moment ago.</param>
    string? InterruptionOf(StudyRecord study) => null;

    /// <summary>The events of a study after a number, those of the past first and then each as it becomes durable.</summary>
    /// <remarks>Ends when the study is deleted or the store disposed, not before. Nothing is left out and nothing comes twice.</remarks>
    IAsyncEnumerable<StudyEvent> WatchStudyAsync(string study, long after, CancellationToken cancellationToken);

    /// <summary>Removes a study and its history.</summary>
    Task DeleteStudyAsync(string study, CancellationToken cancellationToken);

    /// <summary>Records that the study started, paused or ended.</summary>
    Task SetStatusAsync(string study, StudyStatus status, string reason, CancellationToken cancellationToken);

    /// <summary>Queues trials, all of them or, after a crash, none.</summary>
    /// <remarks>
    /// A configuration that the study already has with the same replicate and origin is not queued a second time; the trial
    /// that is already there is returned in its place.
    /// </remarks>
    /// <returns>One trial a proposal, in the order of the proposals.</returns>
    Task<ImmutableArray<Trial>> EnqueueAsync(
        string study, IReadOnlyList<TrialProposal> proposals, CancellationToken cancellationToken);

    /// <summary>Calls off a trial that has no result yet; its worker is told at its next write.</summary>
    /// <returns>Whether there was anything to call off.</returns>
    Task<bool> CancelAsync(string study, int trial, string reason, CancellationToken cancellationToken);

    /// <summary>Queues the trials of leases that have run out again.</summary>
    /// <returns>The numbers of those trials.</returns>
    Task<ImmutableArray<int>> ReclaimAsync(string study, CancellationToken cancellationToken);
}
