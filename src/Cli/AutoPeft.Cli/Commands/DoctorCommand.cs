using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft doctor</c>: what is built in, what the machine offers, what is missing and why.</summary>
internal sealed class DoctorCommand(CommandLineHost host)
    : CliCommand("doctor", "Show what is built in, what this machine offers, and what is missing and why", host)
{
    /// <inheritdoc/>
    protected override Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var diagnosis = Diagnosis.Of(context.DataFolder);
        context.Output.Show(diagnosis, DocumentJson.Readable.DoctorDocument, DoctorView.Render);

        return Task.FromResult(diagnosis.Checks.All(check => check.IsOk) ? ExitCode.Ok : ExitCode.Unavailable);
    }
}
