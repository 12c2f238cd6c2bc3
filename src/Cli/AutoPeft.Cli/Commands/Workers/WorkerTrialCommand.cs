using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;
using AutoPeft.Worker.Runners.Isolation;

namespace AutoPeft.Cli.Commands.Workers;

/// <summary><c>autopeft worker trial</c>: trains one trial in this process. Not for people: <c>isolation: process</c> starts it.</summary>
internal sealed class WorkerTrialCommand : CliCommand
{
    private readonly EngineOptions _engine = new();

    /// <summary>The command.</summary>
    public WorkerTrialCommand(CommandLineHost host)
        : base("trial", "Train the trial of standard input; 'isolation: process' starts it", host)
    {
        Hidden = true;
        _engine.AddTo(this);
    }

    /// <summary>The words after the program's name that have it train a trial.</summary>
    /// <param name="engine">What trains.</param>
    /// <param name="dataFolder">The data folder, where states of frozen layers go that memory has no room for. Full path.</param>
    public static IEnumerable<string> ArgumentsOf(EngineChoice engine, string dataFolder) => ["worker", "trial", "--data", dataFolder, .. engine.Options];

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        using var device = new TrainingDevice(_engine.Of(parsed), (context.DataFolder, context.Time));
        var child = new TrialChild(new StudyFile(new ModelDescriber()), device.Runner);
        await child.RunAsync(Console.In, Console.Out, cancellationToken).ConfigureAwait(false);

        return ExitCode.Ok;
    }
}
