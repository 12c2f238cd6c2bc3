using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Ports;

/// <summary>What controllers of a study, of which one at a time is active, and the user's commands need of a store.</summary>
public interface IStudyControl
{
    /// <summary>Takes the right to propose trials; null while another controller has it.</summary>
    Task<ControlLease?> TakeControlAsync(string study, string controller, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Makes the right last as long from now.</summary>
    Task<LeaseStatus> KeepControlAsync(ControlLease control, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives the right back, so that another controller need not wait.</summary>
    Task EndControlAsync(ControlLease control, CancellationToken cancellationToken);

    /// <summary>Queues trials as <see cref="IStudyStore.EnqueueAsync"/> does, as far as the budget reaches.</summary>
    /// <param name="control">The right to; when it is lost, nothing is queued.</param>
    /// <param name="proposals">The trials.</param>
    /// <param name="budget">How many trials the study may have in all, baselines and cancelled ones not counted; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The trials that are in the study now; null when the right is lost.</returns>
    Task<ImmutableArray<Trial>?> ProposeAsync(
        ControlLease control, IReadOnlyList<TrialProposal> proposals, int? budget, CancellationToken cancellationToken);

    /// <summary>Records something that people should know of a trial that waits.</summary>
    /// <returns>Whether it waits and the right is held.</returns>
    Task<bool> WarnAsync(ControlLease control, int trial, string warning, CancellationToken cancellationToken);

    /// <summary>Changes how a study is carried out.</summary>
    Task EditAsync(string study, StudyEdit edit, CancellationToken cancellationToken);

    /// <summary>Takes every trial back from its worker, which finds its lease lost; the trials wait again.</summary>
    /// <returns>The numbers of those trials.</returns>
    Task<ImmutableArray<int>> RecallAsync(string study, string reason, CancellationToken cancellationToken);

    /// <summary>Queues a failed or infeasible trial again.</summary>
    /// <returns>Whether it was one.</returns>
    Task<bool> RetryAsync(string study, int trial, string reason, CancellationToken cancellationToken);
}
