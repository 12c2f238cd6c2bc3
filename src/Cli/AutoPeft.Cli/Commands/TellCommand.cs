using System.CommandLine;
using System.Globalization;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Optimization;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft tell</c>: what came out of a trial that was asked for, or of a configuration of one's own.</summary>
internal sealed class TellCommand : CliCommand
{
    private readonly Argument<string> _study = new("study") { Description = "The study's name" };
    private readonly Argument<string[]> _rest = new("trial-and-values")
    {
        Description = """The trial's number (not with --configuration), then the objective values as one JSON object, e.g. '{"f1":0.2,"f2":3}'; '-' reads it from standard input""",
        HelpName = "TRIAL VALUES",
        Arity = new(0, 2),
    };

    private readonly Option<string?> _configuration = new("--configuration") { Description = "Tell of this configuration, which nobody asked for", HelpName = "JSON" };
    private readonly Option<string?> _failed = new("--failed") { Description = "The evaluation failed for this reason; there are no values", HelpName = "REASON" };
    private readonly Option<string?> _infeasible = new("--infeasible") { Description = "The configuration cannot be used for this reason; there are no values", HelpName = "REASON" };

    /// <summary>The command.</summary>
    public TellCommand(CommandLineHost host)
        : base("tell", "Tell a study what came out of a trial", host)
    {
        Arguments.Add(_study);
        Arguments.Add(_rest);
        Options.Add(_configuration);
        Options.Add(_failed);
        Options.Add(_infeasible);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var (number, values) = Read(parsed);
        await using var session = await AskSession.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        var (study, trial) = await session.TellAsync(
            parsed.GetValue(_study)!,
            (number, parsed.GetValue(_configuration)),
            asked => OutcomeOf(parsed, asked, values),
            cancellationToken).ConfigureAwait(false);
        context.Output.Show(TrialDocument.Of(trial, study.Header.Objectives), DocumentJson.Readable.TrialDocument, AskView.Told);

        return ExitCode.Ok;
    }

    private (int? Trial, string? Values) Read(ParseResult parsed)
    {
        var hasValues = parsed.GetValue(_failed) is null && parsed.GetValue(_infeasible) is null;
        var hasNumber = parsed.GetValue(_configuration) is null;
        var rest = parsed.GetValue(_rest) ?? [];
        var number = 0;
        if (rest.Length != (hasNumber ? 1 : 0) + (hasValues ? 1 : 0)
            || (hasNumber && !int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out number)))
        {
            throw new InvalidInputException(
                new FaultPlace("tell"),
                $"Expected {(hasNumber ? "the number of a trial" : "no number of a trial")} and {(hasValues ? "one JSON object of values" : "no values")}.",
                """Write autopeft tell STUDY 3 '{"f1":0.2}', or autopeft tell STUDY 3 --failed REASON.""");
        }

        return (hasNumber ? number : null, hasValues ? rest[^1] : null);
    }

    private TrialOutcome OutcomeOf(ParseResult parsed, AskedStudy study, string? values)
    {
        if (parsed.GetValue(_failed) is { } failure)
        {
            return TrialOutcome.Failed(failure, mayRetry: false);
        }

        if (parsed.GetValue(_infeasible) is { } reason)
        {
            return TrialOutcome.Infeasible(InfeasibleCause.Constraint, reason);
        }

        return study.Usable(new ProgramAnswer(study.Measured).Read(values == "-" ? Console.In.ReadToEnd() : values!));
    }
}
