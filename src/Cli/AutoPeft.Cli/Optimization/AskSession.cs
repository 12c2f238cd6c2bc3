using System.Collections.Immutable;
using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Optimization;

/// <summary>Asks a stored study what to try and tells it what came out.</summary>
/// <remarks>A trial that was asked for waits in the store until it is told, however long that takes and whatever ends in between.</remarks>
internal sealed class AskSession : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    private readonly CommandContext _context;
    private readonly OpenStore _open;
    private readonly ITrialStore _store;

    private AskSession(CommandContext context, OpenStore open)
    {
        _context = context;
        _open = open;
        _store = open.Trials;
    }

    /// <summary>A session over the store of a command.</summary>
    public static async Task<AskSession> OpenAsync(CommandContext context, CancellationToken cancellationToken) =>
        new(context, await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Creates a study unless there is one of its name.</summary>
    public async Task CreateAsync(BlackBoxStudy study, CancellationToken cancellationToken)
    {
        if (!await _store.ExistsAsync(study.Header.Name, cancellationToken).ConfigureAwait(false))
        {
            await _store.CreateStudyAsync(study.Header, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Queues the next trials; fewer than asked for when the space has no more.</summary>
    public async Task<ImmutableArray<Trial>> AskAsync(string name, int count, CancellationToken cancellationToken)
    {
        var record = await OpenStudyAsync(name, cancellationToken).ConfigureAwait(false);
        var study = AskedStudy.Of(record.Header);
        var key = TrialSeeds.ForSampler(record.Header.Seed, record.Trials.Count(trial => trial.Origin == TrialOrigin.Sampler));
        var proposals = SamplerCatalog.Create(study.Plan.Control).Suggest(SamplerInput.Of(study.Plan, record), count, key);

        return await _store.EnqueueAsync(
            name, TrialSeeds.ProposeAll(record.Header.Seed, proposals, record.Trials), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records the outcome of a trial.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="which">The trial's number, or a configuration of the user's own.</param>
    /// <param name="read">Makes the outcome for the study.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The trial as it is then.</returns>
    public async Task<(StudyRecord Study, Trial Trial)> TellAsync(
        string name, (int? Number, string? Configuration) which, Func<AskedStudy, TrialOutcome> read, CancellationToken cancellationToken)
    {
        var record = await OpenStudyAsync(name, cancellationToken).ConfigureAwait(false);
        var study = AskedStudy.Of(record.Header);
        var outcome = read(study);
        var proposal = which.Configuration is { } json ? Checked(study, json) : null;
        var trial = proposal is null
            ? StudyLookup.Trial(record, which.Number!.Value)
            : (await _store.EnqueueAsync(
                name, [TrialSeeds.Propose(record.Header.Seed, proposal, TrialOrigin.Enqueued)], cancellationToken).ConfigureAwait(false))[0];
        await RecordAsync(name, study.ResultOf(trial, outcome), trial, cancellationToken).ConfigureAwait(false);
        record = await _store.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false);

        return (record, record.Trials[trial.Number]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _open.DisposeAsync();

    private async Task<StudyRecord> OpenStudyAsync(string name, CancellationToken cancellationToken)
    {
        if (!await _store.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            await new StudyLookup(_context).ReadAsync(name, cancellationToken).ConfigureAwait(false); // Says what there is instead.
        }

        await _store.OpenStudyAsync(name, cancellationToken).ConfigureAwait(false);
        return await _store.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private async Task RecordAsync(string name, TrialResult result, Trial trial, CancellationToken cancellationToken)
    {
        var request = new ClaimRequest(Environment.MachineName, Moment) { Study = name, Trial = trial.Number };
        var claimed = trial.State.IsFinal() ? null : await _store.ClaimAsync(request, cancellationToken).ConfigureAwait(false);
        if (claimed is null)
        {
            throw new InvalidInputException(
                new FaultPlace(name), $"Trial {trial.Number} is {trial.State.ToString().ToLowerInvariant()} already.", "Tell a trial that waits; 'autopeft trial list --state queued' shows them.");
        }

        await _store.StartAsync(claimed.Lease, cancellationToken).ConfigureAwait(false);
        await _store.FinishAsync(claimed.Lease, result, CancellationToken.None).ConfigureAwait(false);
    }

    private static Configuration Checked(AskedStudy study, string json)
    {
        var space = study.Plan.Snapshot.Space;
        var given = OptionJson.Configuration(json);
        if (space.WhyInvalid(given) is { } reason)
        {
            throw new InvalidInputException(new FaultPlace("--configuration"), reason, "Give a configuration of the study's space.");
        }

        return space.Canonical(given);
    }
}
