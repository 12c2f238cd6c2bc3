using System.Collections.Immutable;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Optimization;

/// <summary>Asks a stored study what to try and tells it what came out.</summary>
internal sealed class AskSession : IAsyncDisposable
{
    private readonly CommandContext _context;
    private readonly OpenStore _open;
    private readonly AskedStudies _studies = new(new ModelDescriber());
    private readonly WaitingTrials _trials;

    private AskSession(CommandContext context, OpenStore open)
    {
        _context = context;
        _open = open;
        _trials = new(open.Trials, _studies);
    }

    /// <summary>A session over the store of a command.</summary>
    public static async Task<AskSession> OpenAsync(CommandContext context, CancellationToken cancellationToken) =>
        new(context, await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Creates a study unless there is one of its name.</summary>
    public async Task CreateAsync(BlackBoxStudy study, CancellationToken cancellationToken)
    {
        if (!await _open.Trials.ExistsAsync(study.Header.Name, cancellationToken).ConfigureAwait(false))
        {
            await _open.Trials.CreateStudyAsync(study.Header with { Owner = Environment.UserName }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Queues the next trials; fewer than asked for when the space has no more.</summary>
    /// <returns>The trials, and what the study judges trials by on their way; null for nothing.</returns>
    public async Task<(ImmutableArray<Trial> Trials, PrunerDefinition? Pruner)> AskAsync(string name, int count, CancellationToken cancellationToken)
    {
        var record = await OpenStudyAsync(name, cancellationToken).ConfigureAwait(false);
        var trials = await _trials.AskAsync(name, count, cancellationToken).ConfigureAwait(false);

        return (trials, _studies.Of(record.Header).Plan.Control.Pruner);
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
        var told = (read, Environment.MachineName);
        var trial = which.Configuration is { } json
            ? await _trials.TellAsync(name, OptionJson.Configuration(json), told, cancellationToken).ConfigureAwait(false)
            : await _trials.TellAsync(name, StudyLookup.Trial(record, which.Number!.Value).Number, told, cancellationToken).ConfigureAwait(false);

        return (await _open.Trials.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false), trial);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _open.DisposeAsync();

    private async Task<StudyRecord> OpenStudyAsync(string name, CancellationToken cancellationToken)
    {
        if (!await _open.Trials.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            await new StudyLookup(_context).ReadAsync(name, cancellationToken).ConfigureAwait(false); // Says what there is instead.
        }

        await _open.Trials.OpenStudyAsync(name, cancellationToken).ConfigureAwait(false);
        return await _open.Trials.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false);
    }
}
