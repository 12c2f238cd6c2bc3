using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Runners;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Sweeps;

/// <summary>What carries out studies in this process: store, engine, and the models and data that trials share.</summary>
internal sealed class SweepSession : IAsyncDisposable
{
    private readonly OpenStore _store;
    private readonly TrainingDevice _device;

    private SweepSession(CommandContext context, OpenStore store, EngineChoice engine)
    {
        Context = context;
        _store = store;
        _device = new(engine, (context.DataFolder, context.Time));
        Finals = new FinalEvaluation(_device.Workspace);
        Majority = new MajorityBaseline(_device.Workspace, Finals);
        Exporter = new TrialExporter(Finals);
        Verification = new ExportVerification(_device.Workspace, Finals);
    }

    /// <summary>The command's.</summary>
    public CommandContext Context { get; }

    /// <summary>Where studies are kept.</summary>
    public ITrialStore Store => _store.Trials;

    /// <summary>Knows the workers of a database; null for a folder.</summary>
    public IWorkerRegistry? Workers => _store.Workers;

    /// <summary>Wakes workers.</summary>
    public ITrialQueue Queue => _store.Queue;

    /// <summary>Reads study files.</summary>
    public StudyFile Files { get; } = new(new ModelDescriber());

    /// <summary>Trains.</summary>
    public EngineRunner Runner => _device.Runner;

    /// <summary>What this process computes on.</summary>
    public TrainingDevice Device => _device;

    /// <summary>Trains trials with what their studies name.</summary>
    public ITrialRunner Trainer => _device.Trainer;

    /// <summary>Says what can be done when the steps after the search run out of memory.</summary>
    public MemoryShortage Memory => new(_device.Workspace.Engine.OutOfMemoryWords);

    /// <summary>Measures on held-out rows, after the search.</summary>
    public FinalEvaluation Finals { get; }

    /// <summary>The baseline that nobody trains.</summary>
    public MajorityBaseline Majority { get; }

    /// <summary>Exports trials.</summary>
    public TrialExporter Exporter { get; }

    /// <summary>Checks exports.</summary>
    public ExportVerification Verification { get; }

    /// <summary>Trains recipes again.</summary>
    public Reproduction Reproduction => new(_device.Workspace, Runner, Finals);

    /// <summary>Carries out studies.</summary>
    public LocalSweep Sweep => new(Store, Trainer, Files, Context.Time);

    /// <summary>A session that computes with the managed engine.</summary>
    /// <param name="context">The command's.</param>
    /// <param name="threads">Threads of one operation; trials that go on at the same time each have their own.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public static Task<SweepSession> OpenAsync(CommandContext context, int threads, CancellationToken cancellationToken) =>
        OpenAsync(context, new EngineChoice(Threads: threads), cancellationToken);

    /// <summary>A session over the store and the data folder of a command.</summary>
    /// <param name="context">The command's.</param>
    /// <param name="engine">What trains.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="CommandFailure">The engine is not built in, or cannot compute here.</exception>
    public static async Task<SweepSession> OpenAsync(CommandContext context, EngineChoice engine, CancellationToken cancellationToken)
    {
        var store = await context.OpenStoreForWorkAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new(context, store, engine);
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The folder of a trial's files. Full path.</summary>
    public string TrialFolder(string study, int trial) =>
        Path.Combine(Context.DataFolder, study, "trials", trial.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A stored study, bound again to its model and data.</summary>
    /// <exception cref="InvalidInputException">Its definition can no longer be used here.</exception>
    public Task<BoundStudy> BindAsync(string study, CancellationToken cancellationToken) =>
        new StudyLibrary(Store, Files).FindAsync(study, cancellationToken);

    /// <summary>As <see cref="BindAsync"/>, for what needs the weights of trials.</summary>
    /// <exception cref="InvalidInputException">They are not ours: a program trained the trials, or asked for them and told the results.</exception>
    public async Task<BoundStudy> BindTrainedAsync(StudyHeader study, CancellationToken cancellationToken)
    {
        if (BlackBoxFile.IsDefinition(study.Definition))
        {
            throw new InvalidInputException(
                new FaultPlace(study.Name), "Its trials are points of a space without PEFT modules: there is nothing to export.", $"'autopeft front {study.Name}' shows the best points, 'autopeft report {study.Name}' writes them down.");
        }

        var bound = await BindAsync(study.Name, cancellationToken).ConfigureAwait(false);
        return bound.Definition.Program is null ? bound : throw new InvalidInputException(
            new FaultPlace(study.Name),
            "A program of yours trains its trials and keeps the weights, so there is nothing here to export.",
            $"What it wrote is in the folder of the trial, {TrialFolder(study.Name, 0)} for trial 0; 'autopeft trial show NUMBER {study.Name}' shows a trial's configuration. 'autopeft train {study.Name} --trial NUMBER' trains it with our engine, and that can be exported.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _store.DisposeAsync().ConfigureAwait(false);
    }
}
