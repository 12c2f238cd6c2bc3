using System.CommandLine;
using System.Globalization;
using System.Net;
using AutoPeft.Cli.Commands.Control;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Telemetry;

namespace AutoPeft.Cli.Commands.Workers;

/// <summary><c>autopeft worker start</c>: carries out trials of a database until it is drained or stopped.</summary>
internal sealed class WorkerStartCommand : CliCommand
{
    private readonly Option<string?> _queue = new("--queue") { Description = "Take trials of this queue's studies and of those for any worker (default: of all)" };
    private readonly Option<string?> _study = new("--study") { Description = "Take trials of this study only" };
    private readonly Option<string?> _name = new("--name") { Description = "What to call it (default: machine and process)" };
    private readonly Option<int> _slots = new("--slots") { Description = "Trials at the same time (default 1)", DefaultValueFactory = _ => 1 };
    private readonly EngineOptions _engine = new();
    private readonly Option<double> _lease = LeaseOption.Create("Seconds after which a trial is given to another worker when this one is silent", 30);

    private readonly Option<double?> _memory = new("--memory")
    {
        Description = "Gigabytes (10^9 bytes) that its trials may need together by the cost model; others are left to larger workers (default: no limit)",
        HelpName = "GB",
    };

    private readonly Option<int?> _health = new("--health-port") { Description = "Answer GET /health on this port", HelpName = "PORT" };

    private readonly Option<string> _dispatch = QueueEngines.Option();

    /// <summary>The command.</summary>
    public WorkerStartCommand(CommandLineHost host)
        : base("start", "Carry out trials of the database until drained or stopped; SIGTERM gives trials back with their checkpoints", host)
    {
        Options.Add(_queue);
        Options.Add(_study);
        Options.Add(_name);
        Options.Add(_slots);
        _engine.AddTo(this);
        Options.Add(_lease);
        Options.Add(_memory);
        Options.Add(_health);
        Options.Add(_dispatch);
        _memory.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<double?>() is not (> 0 and <= 1e6))
            {
                result.AddError("--memory must be above 0 and at most 1000000.");
            }
        });
        _slots.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is not (>= 1 and <= 1000))
            {
                result.AddError("--slots must be between 1 and 1000.");
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        context.RequireSharedStore();
        await using var session = await SweepSession.OpenAsync(context, _engine.Of(parsed), cancellationToken).ConfigureAwait(false);
        var studies = new StudyCatalog(session.Store, session.Files, session.Trainer, context.Time);
        using var meter = new WorkerMeter();
        using var exporter = MetricsExport.FromEnvironment();
        var loop = new WorkerLoop(session.Store, session.Queue, studies.WorkAsync)
        {
            Time = context.Time,
            Log = context.Output.WriteErrorLine,
            Meter = meter,
        };
        var settings = SettingsOf(parsed, context);
        context.Output.WriteErrorLine($"Worker {settings.Name} takes trials of {settings.Queue ?? "any"} queue in {context.Store}.");
        var dispatched = QueueEngines.Worker(parsed.GetValue(_dispatch)!, loop, context, settings.LeaseDuration);
        var worker = new SharedWorker(dispatched, session.Workers!, context.Time);
        await using var health = parsed.GetValue(_health) is { } port
            ? new HealthEndpoint(IPAddress.Any, port, () => new(worker.IsWell, meter.Held, meter.Ended, worker.IsDraining), context.Time)
            : null;
        var isDrained = await worker.RunAsync(settings, cancellationToken).ConfigureAwait(false);
        context.Output.WriteErrorLine($"Worker {settings.Name} {(isDrained ? "is drained" : "was stopped")}.");

        return ExitCode.Ok;
    }

    private WorkerSettings SettingsOf(ParseResult parsed, CommandContext context)
    {
        var lease = TimeSpan.FromSeconds(parsed.GetValue(_lease));

        return new()
        {
            Name = parsed.GetValue(_name) ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}"),
            Slots = parsed.GetValue(_slots),
            Queue = parsed.GetValue(_queue),
            Study = parsed.GetValue(_study),
            TrialsFolder = context.DataFolder,
            MemoryBytes = (long?)(parsed.GetValue(_memory) * 1e9),
            LeaseDuration = lease,
            HeartbeatInterval = lease / 4,
            PollInterval = TimeSpan.FromSeconds(Math.Min(2, lease.TotalSeconds / 8)),
        };
    }
}
