using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Net;
using AutoPeft.Cli.Commands.Control;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Worker.Devices;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Telemetry;

namespace AutoPeft.Cli.Commands.Workers;

/// <summary><c>autopeft worker start</c>: carries out trials of a database until it is drained or stopped.</summary>
internal sealed class WorkerStartCommand : CliCommand
{
    private readonly Option<string?> _queue = new("--queue") { Description = "Take trials of this queue's studies and of those for any worker (default: of all)" };
    private readonly Option<string?> _study = new("--study") { Description = "Take trials of this study only" };
    private readonly Option<string?> _name = new("--name") { Description = "What to call it (default: machine and process)" };
    private readonly Option<int> _slots = new("--slots") { Description = "Trials at the same time, on each device (default 1)", DefaultValueFactory = _ => 1 };
    private readonly EngineOptions _engine = EngineOptions.OfSeveralDevices();
    private readonly Option<double> _lease = LeaseOption.Create("Seconds after which a trial is given to another worker when this one is silent", 30);

    private readonly Option<double?> _memory = new("--memory")
    {
        Description = "Gigabytes (10^9 bytes) that the trials of a device may need together by the cost model; others are left to larger workers (default: the memory of the device)",
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
        var choices = _engine.AllOf(parsed);
        await using var session = await SweepSession.OpenAsync(context, choices[0], cancellationToken).ConfigureAwait(false);
        using var others = new WorkerDevices(choices[1..], (context.DataFolder, context.Time));
        using var meter = new WorkerMeter();
        using var exporter = MetricsExport.FromEnvironment();
        var settings = await SettingsAsync(parsed, context, choices, cancellationToken).ConfigureAwait(false);
        context.Output.WriteErrorLine($"Worker {settings.Name} takes trials of {settings.Queue ?? "any"} queue in {context.Store}, {Described(settings)}.");
        var loops = others.With(session.Device).Select(device => QueueEngines.Worker(
            parsed.GetValue(_dispatch)!, LoopOf(device, session, meter), context, settings.LeaseDuration));
        var worker = new SharedWorker(new DeviceLoops([.. loops]), session.Workers!, context.Time);
        await using var health = parsed.GetValue(_health) is { } port
            ? new HealthEndpoint(IPAddress.Any, port, () => new(worker.IsWell, meter.Held, meter.Ended, worker.IsDraining), context.Time)
            : null;
        var isDrained = await worker.RunAsync(settings, cancellationToken).ConfigureAwait(false);
        context.Output.WriteErrorLine($"Worker {settings.Name} {(isDrained ? "is drained" : "was stopped")}.");

        return ExitCode.Ok;
    }

    private static WorkerLoop LoopOf(TrainingDevice device, SweepSession session, WorkerMeter meter)
    {
        var context = session.Context;
        var studies = new StudyCatalog(session.Store, session.Files, device.Trainer, context.Time);

        return new(session.Store, session.Queue, studies.WorkAsync) { Time = context.Time, Log = context.Output.WriteErrorLine, Meter = meter };
    }

    private static string Described(WorkerSettings settings) => string.Join(" and ", settings.Devices.Select(device => string.Create(
        CultureInfo.InvariantCulture, $"{settings.Slots} at a time on {device.Name}, {(device.MemoryBytes is { } bytes ? $"of at most {Figures.Bytes(bytes)}" : "of any size")}")));

    private async Task<WorkerSettings> SettingsAsync(
        ParseResult parsed, CommandContext context, ImmutableArray<EngineChoice> choices, CancellationToken cancellationToken)
    {
        var lease = TimeSpan.FromSeconds(parsed.GetValue(_lease));
        var given = (long?)(parsed.GetValue(_memory) * 1e9);
        var devices = new List<WorkerDevice>();
        foreach (var choice in choices)
        {
            devices.Add(new(choice.Device, given ?? await new DeviceMemory().FindAsync(choice.Device, cancellationToken).ConfigureAwait(false)));
        }

        return new()
        {
            Name = parsed.GetValue(_name) ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}"),
            Slots = parsed.GetValue(_slots),
            Devices = [.. devices],
            Queue = parsed.GetValue(_queue),
            Study = parsed.GetValue(_study),
            TrialsFolder = context.DataFolder,
            LeaseDuration = lease,
            HeartbeatInterval = lease / 4,
            PollInterval = TimeSpan.FromSeconds(Math.Min(2, lease.TotalSeconds / 8)),
        };
    }
}
