using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft verify</c>: reads an export back from disk and measures again what it says it measures.</summary>
internal sealed class VerifyCommand : CliCommand
{
    private readonly Argument<DirectoryInfo> _folder = new("folder") { Description = "The folder of the export", HelpName = "DIR" };
    private readonly Option<string?> _study = new("--study")
    {
        Description = "The study with the model and the data (default: the one in which something happened last)",
        HelpName = "NAME",
    };

    /// <summary>The command.</summary>
    public VerifyCommand(CommandLineHost host)
        : base("verify", "Check an export's files, then measure again what it says it measures", host)
    {
        Arguments.Add(_folder);
        Options.Add(_study);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(_folder)!;
        if (!folder.Exists)
        {
            throw new CommandFailure(ExitCode.NotFound, $"There is no folder {folder.FullName}.", "Check the path.");
        }

        var record = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        await using var session = new SweepSession(context, threads: 1);
        var study = await session.BindAsync(record.Header.Name, cancellationToken).ConfigureAwait(false);
        var report = await session.Verification.VerifyAsync(study.Definition, folder.FullName, cancellationToken).ConfigureAwait(false);
        context.Output.Show(VerifyDocument.Of(folder.FullName, report), DocumentJson.Readable.VerifyDocument, VerifyView.Render);

        return report.IsVerified ? ExitCode.Ok : ExitCode.VerificationFailed;
    }
}
