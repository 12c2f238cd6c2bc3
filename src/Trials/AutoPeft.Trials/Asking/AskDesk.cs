using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Asking;

/// <summary>Gives trials to trainers that ask for them, one at a time and under a lease: a trial whose trainer is lost goes to the next who asks.</summary>
/// <param name="store">Where the study is; open for writing.</param>
/// <param name="studies">The definitions.</param>
/// <param name="time">The clock.</param>
public sealed class AskDesk(ITrialStore store, AskedStudies studies, TimeProvider time)
{
    private readonly TrialProposer _proposer = new(store, time);

    /// <summary>A trial that waits, or else the next that the study's sampler proposes.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="trainer">What the trainer is called.</param>
    /// <param name="duration">How long its lease lasts without a sign of life.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">There is no such study, or it cannot be used here.</exception>
    public async Task<AskAnswer> AskAsync(string name, string trainer, TimeSpan duration, CancellationToken cancellationToken)
    {
        await store.ReclaimAsync(name, cancellationToken);
        var study = studies.Of((await store.ReadStudyAsync(name, cancellationToken)).Header);
        var request = new ClaimRequest(trainer, duration) { Study = name };

        return await ClaimAsync(study, request, cancellationToken)
            ?? await _proposer.ProposeAsync(study, cancellationToken)
            ?? await ClaimAsync(study, request, cancellationToken)
            ?? AskAnswer.Wait("Somebody else took the next trial.");
    }

    private async Task<AskAnswer?> ClaimAsync(AskedStudy study, ClaimRequest request, CancellationToken cancellationToken) =>
        await store.ClaimAsync(request, cancellationToken) is { } claimed && await store.StartAsync(claimed.Lease, CancellationToken.None) == LeaseStatus.Held
            ? new(claimed, IsDone: false, string.Empty) { Study = study }
            : null;
}
