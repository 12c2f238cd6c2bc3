using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft sweep start</c>: controls studies whose trials workers in other processes carry out.</summary>
internal sealed class SweepStartCommand : CliCommand
{
    private readonly Argument<string?> _study = new("study")
    {
        Description = "A study file, or the name of a study of the store",
        HelpName = "STUDY.yaml|NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Control every study that was started and has no controller, until Ctrl-C" };
    private readonly Option<bool> _detach = new("--detach") { Description = "Only put the study into the store as started; a controller with --all takes it" };
    private readonly Option<double> _lease = LeaseOption.Create("Seconds after which another controller takes over from one that is silent", 15);

    private readonly Option<string> _dispatch = QueueEngines.Option();

    /// <summary>The command.</summary>
    public SweepStartCommand(CommandLineHost host)
        : base("start", "Control a study whose trials workers carry out ('autopeft worker start'); needs a database", host)
    {
        Arguments.Add(_study);
        Options.Add(_all);
        Options.Add(_detach);
        Options.Add(_lease);
        Options.Add(_dispatch);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var isAll = parsed.GetValue(_all);
        if (isAll == parsed.GetValue(_study) is not null || (isAll && parsed.GetValue(_detach)))
        {
            throw new InvalidInputException(
                new FaultPlace("sweep start"), "It is not said which study to control.", "Name one study file or study, or give --all.");
        }

        await using var store = await context.OpenSharedStoreAsync(cancellationToken).ConfigureAwait(false);
        var lease = TimeSpan.FromSeconds(parsed.GetValue(_lease));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (queue, beside) = QueueEngines.Controller(parsed.GetValue(_dispatch)!, store, context, (lease, over.Token));
        var sweeps = new SharedSweeps(context, store, queue, lease);
        try
        {
            return await ControlAsync(parsed, context, sweeps, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ExitCode> ControlAsync(
        ParseResult parsed, CommandContext context, SharedSweeps sweeps, CancellationToken cancellationToken)
    {
        var isAll = parsed.GetValue(_all);
        if (isAll)
        {
            await sweeps.ControlAllAsync(cancellationToken).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        var name = await sweeps.FindOrCreateAsync(parsed.GetValue(_study)!, cancellationToken).ConfigureAwait(false);
        var record = parsed.GetValue(_detach)
            ? await sweeps.DetachAsync(name, cancellationToken).ConfigureAwait(false)
            : await sweeps.ControlAsync(name, cancellationToken).ConfigureAwait(false);
        context.Output.Show(StudyStatusDocument.Of(record), DocumentJson.Readable.StudyStatusDocument, StudyViews.Status);

        return record.Status == StudyStatus.Failed ? ExitCode.Unexpected : cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Ok;
    }
}
