using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Events;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft trial log</c>: everything that happened to a trial, attempt by attempt.</summary>
internal sealed class TrialLogCommand : CliCommand
{
    private readonly Argument<int> _number = new("number") { Description = "The trial's number" };
    private readonly Argument<string?> _study = StudyArgument.Create();
    private readonly Option<int?> _attempt = new("--attempt") { Description = "Only this attempt, from 1", HelpName = "N" };

    /// <summary>The command.</summary>
    public TrialLogCommand(CommandLineHost host)
        : base("log", "Show what happened to a trial, attempt by attempt", host)
    {
        Arguments.Add(_number);
        Arguments.Add(_study);
        Options.Add(_attempt);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        var record = StudyLookup.Trial(study, parsed.GetValue(_number));
        var trial = record.Number;
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        var lines = ImmutableArray.CreateBuilder<TrialLogLine>();
        var attempt = 0;
        await foreach (var happened in StudyHistory.ReadAsync(store.Trials, study.Header.Name, cancellationToken).ConfigureAwait(false))
        {
            if (happened is TrialEvent about && about.Trial == trial)
            {
                attempt = happened is TrialLeased leased ? leased.Attempt : attempt;
                lines.Add(TrialLogLine.Of(about, attempt));
            }
        }

        var folder = Path.Combine(context.DataFolder, study.Header.Name, "trials", trial.ToString(CultureInfo.InvariantCulture));
        lines.AddRange(record.Attempts.SelectMany(tried => AttemptLog.Read(folder, tried.Number).Select(line => TrialLogLine.Of(line, tried.Number))));
        var wanted = parsed.GetValue(_attempt);
        context.Output.Show(
            new TrialLogDocument(study.Header.Name, trial, [.. lines.Where(line => wanted is null || line.Attempt == wanted).OrderBy(line => line.At)]),
            DocumentJson.Readable.TrialLogDocument,
            (console, document) => document.Lines.ToList().ForEach(line => console.Profile.Out.Writer.WriteLine(line)));

        return ExitCode.Ok;
    }
}
