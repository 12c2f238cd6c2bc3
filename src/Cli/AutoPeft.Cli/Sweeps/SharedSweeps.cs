using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Transfer;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Sweeps;

/// <summary>Controls studies of a database that workers in other processes carry out.</summary>
/// <param name="context">The command's.</param>
/// <param name="opened">The store.</param>
/// <param name="queue">Where workers wait.</param>
/// <param name="lease">How long the right to control lasts without a heartbeat.</param>
internal sealed class SharedSweeps(CommandContext context, OpenStore opened, ITrialQueue queue, TimeSpan lease)
{
    private readonly StudyFile _files = new(new ModelDescriber());
    private readonly ITrialStore _store = opened.Trials;

    /// <summary>The name of a study; a file is read, and its study created unless it is there already.</summary>
    /// <exception cref="InvalidInputException">The file cannot be used, or a study of this name has another definition.</exception>
    /// <exception cref="CommandFailure">There is neither a file nor a study of this name.</exception>
    public async Task<string> FindOrCreateAsync(string fileOrName, CancellationToken cancellationToken)
    {
        if (!File.Exists(fileOrName))
        {
            return await _store.ExistsAsync(fileOrName, cancellationToken).ConfigureAwait(false)
                ? fileOrName
                : throw StudyLookup.Neither(fileOrName);
        }

        var text = await File.ReadAllTextAsync(fileOrName, cancellationToken).ConfigureAwait(false);
        var (header, plan) = BlackBoxFile.IsDefinition(text)
            ? BlackBoxFile.Load(fileOrName, new()) is var box ? (box.Header, box.Plan) : default
            : _files.Load(fileOrName) is var study ? (study.Header, study.Plan) : default;
        var control = plan.Control;
        await EarlierStudies.AttachAsync(plan, _store, cancellationToken).ConfigureAwait(false);
        var isNew = await new LocalStudy(_store, context.Time)
            .OpenAsync(header, _ => "see its file", cancellationToken).ConfigureAwait(false) is null;
        if (!isNew)
        {
            // The file may say another budget by now; the workers' copy of the definition stays as it is.
            await _store.EditAsync(
                header.Name,
                new() { Trials = control.Budget.Trials, Time = control.Budget.Time, Concurrency = control.Concurrency },
                cancellationToken).ConfigureAwait(false);
        }

        return header.Name;
    }

    /// <summary>Marks a study as started and leaves it to other controllers.</summary>
    public async Task<StudyRecord> DetachAsync(string study, CancellationToken cancellationToken)
    {
        await _store.SetStatusAsync(study, StudyStatus.Running, string.Empty, cancellationToken).ConfigureAwait(false);
        return await _store.ReadStudyAsync(study, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Controls a study until it ends or the command is stopped; then workers go on with what is queued.</summary>
    public async Task<StudyRecord> ControlAsync(string study, CancellationToken cancellationToken)
    {
        var studies = Catalog();
        var budget = (await studies.ControlAsync(study, cancellationToken).ConfigureAwait(false)).Plan.Control.Budget;
        await using (var display = SweepDisplay.Start(context, SweepDisplay.Search))
        {
            await Controllers(studies).RunAsync(study, new SweepMonitor(budget, display, context.Time), cancellationToken).ConfigureAwait(false);
        }

        return await _store.ReadStudyAsync(study, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Controls every study that was started, until the command is stopped.</summary>
    public Task ControlAllAsync(CancellationToken cancellationToken) => Controllers(Catalog()).RunAllAsync(cancellationToken);

    private StudyCatalog Catalog() => new(_store, _files, runner: null, context.Time);

    private SharedControllers Controllers(StudyCatalog studies) => new(_store, queue, studies, context.Time)
    {
        ControlDuration = lease,
        LookInterval = TimeSpan.FromSeconds(Math.Min(1, lease.TotalSeconds / 8)),
        Workers = opened.Workers,
        Log = context.Output.WriteErrorLine,
    };
}
