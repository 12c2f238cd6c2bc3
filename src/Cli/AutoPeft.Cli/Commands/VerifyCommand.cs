using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft verify</c>: reads an export back from disk and measures again what it says it measures.</summary>
internal sealed class VerifyCommand : CliCommand
{
    private readonly Argument<DirectoryInfo> _folder = new("folder") { Description = "The folder of the export", HelpName = "DIR" };
    private readonly Option<string?> _study = new("--study")
    {
        Description = "The study with the model and the data (default: the one that the export says it came from)",
        HelpName = "NAME",
    };

    private readonly EngineOptions _engine = new();

    /// <summary>The command.</summary>
    public VerifyCommand(CommandLineHost host)
        : base("verify", "Check an export's files, then measure again what it says it measures", host)
    {
        Arguments.Add(_folder);
        Options.Add(_study);
        _engine.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var folder = Existing.Folder(parsed.GetValue(_folder)!.FullName);
        var origin = Checked(folder, () => ExportVerifier.ReadManifest(folder)).Recipe.Lineage.GetValueOrDefault("study");
        var record = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study) ?? origin, cancellationToken).ConfigureAwait(false);
        await using var session = await SweepSession.OpenAsync(context, _engine.Of(parsed), cancellationToken).ConfigureAwait(false);
        var study = await session.BindAsync(record.Header.Name, cancellationToken).ConfigureAwait(false);
        var report = await CheckedAsync(
            folder,
            () => session.Verification.VerifyAsync(study.Definition, folder, cancellationToken)).ConfigureAwait(false);
        context.Output.Show(VerifyDocument.Of(folder, report), DocumentJson.Readable.VerifyDocument, VerifyView.Render);

        return report.IsVerified ? ExitCode.Ok : ExitCode.VerificationFailed;
    }

    private static T Checked<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidInputException fault)
        {
            throw Failed(folder, fault);
        }
    }

    private static async Task<T> CheckedAsync<T>(string folder, Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (InvalidInputException fault)
        {
            throw Failed(folder, fault);
        }
    }

    private static CommandFailure Failed(string folder, InvalidInputException fault) =>
        new(ExitCode.VerificationFailed, $"{folder} is not what it says it is.", "Export the trial again.") { Faults = fault.Faults };
}
