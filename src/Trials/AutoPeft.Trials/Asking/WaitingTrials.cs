using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Transfer;

namespace AutoPeft.Trials.Asking;

/// <summary>Asks for trials that nobody holds, and tells of them: for people and scripts that come back whenever they like.</summary>
/// <remarks>A trial that was asked for waits in the store until it is told, however long that takes and whatever ends in between.</remarks>
/// <param name="store">Where the study is; open for writing.</param>
/// <param name="studies">The definitions.</param>
public sealed class WaitingTrials(ITrialStore store, AskedStudies studies)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    /// <summary>Queues the next trials; fewer than asked for when the space has no more.</summary>
    public async Task<ImmutableArray<Trial>> AskAsync(string name, int count, CancellationToken cancellationToken)
    {
        var record = await store.ReadStudyAsync(name, cancellationToken);
        var study = studies.Of(record.Header);
        var plan = await EarlierStudies.AttachAsync(study.Plan, store, cancellationToken);

        return await store.EnqueueAsync(name, SamplerTurn.Propose(plan, record, SamplerCatalog.Create(plan.Control), count), cancellationToken);
    }

    /// <summary>Records the outcome of a configuration that nobody asked for.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="told">Makes the outcome for the study, and says who tells it.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The trial as it is then.</returns>
    /// <exception cref="InvalidInputException">It is not in the space, or was told before.</exception>
    public async Task<Trial> TellAsync(
        string name, Configuration configuration, (Func<AskedStudy, TrialOutcome> Outcome, string Who) told, CancellationToken cancellationToken)
    {
        var study = studies.Of((await store.ReadStudyAsync(name, cancellationToken)).Header);
        var outcome = told.Outcome(study);
        var proposal = TrialSeeds.Propose(study.Header.Seed, study.Canonical(configuration), TrialOrigin.Enqueued);
        var queued = await store.EnqueueAsync(name, [proposal], cancellationToken);

        return await RecordAsync(study, queued[0], (outcome, told.Who), cancellationToken);
    }

    /// <summary>Records the outcome of a trial that waits.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="number">The trial's number; there must be one.</param>
    /// <param name="told">Makes the outcome for the study, and says who tells it.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The trial as it is then.</returns>
    /// <exception cref="InvalidInputException">It does not wait.</exception>
    public async Task<Trial> TellAsync(
        string name, int number, (Func<AskedStudy, TrialOutcome> Outcome, string Who) told, CancellationToken cancellationToken)
    {
        var record = await store.ReadStudyAsync(name, cancellationToken);
        var study = studies.Of(record.Header);

        return await RecordAsync(study, record.Trials[number], (told.Outcome(study), told.Who), cancellationToken);
    }

    private async Task<Trial> RecordAsync(AskedStudy study, Trial trial, (TrialOutcome Outcome, string Who) told, CancellationToken cancellationToken)
    {
        var name = study.Header.Name;
        var result = study.ResultOf(trial, told.Outcome);
        var request = new ClaimRequest(told.Who, Moment) { Study = name, Trial = trial.Number };
        var claimed = trial.State.IsFinal() ? null : await store.ClaimAsync(request, cancellationToken);
        if (claimed is null)
        {
            throw new InvalidInputException(
                new FaultPlace(name), $"Trial {trial.Number} is {trial.State.ToString().ToLowerInvariant()} already.", "Tell a trial that waits; 'autopeft trial list --state queued' shows them.");
        }

        await store.StartAsync(claimed.Lease, cancellationToken);
        await store.FinishAsync(claimed.Lease, result, CancellationToken.None);
        return (await store.ReadStudyAsync(name, cancellationToken)).Trials[trial.Number];
    }
}
