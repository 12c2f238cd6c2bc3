using System.CommandLine;
using System.Runtime.InteropServices;
using AutoPeft.Cli.Commands;
using AutoPeft.Cli.Documents;
using AutoPeft.Trials.Asking;

namespace AutoPeft.Cli.Hosting;

/// <summary>Runs one command line: parses it, handles signals, prints what went wrong, gives the exit code.</summary>
/// <param name="documents">Standard output.</param>
/// <param name="errors">Standard error.</param>
/// <param name="time">The clock.</param>
internal sealed class CommandLineHost(TextWriter documents, TextWriter errors, TimeProvider time)
{
    /// <summary>The options that every command has.</summary>
    public RootOptions Options { get; } = new();

    /// <summary>What is piped in; null when a person sits before it.</summary>
    public TextReader? Input { get; init; } = Console.IsInputRedirected ? Console.In : null;

    /// <summary>Runs a command line to its end.</summary>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments)
    {
        var parsed = new AutoPeftCommand(this).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return Report(OutputFor(parsed), ErrorReport.OfCommandLine(parsed.Errors.Select(error => error.Message)));
        }

        using var cancellation = new CancellationTokenSource();
        using var interrupt = CancelOn(PosixSignal.SIGINT, cancellation);
        using var terminate = CancelOn(PosixSignal.SIGTERM, cancellation);
        var invocation = new InvocationConfiguration
        {
            Output = documents,
            Error = errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return (ExitCode)await parsed.InvokeAsync(invocation, cancellation.Token).ConfigureAwait(false);
    }

    /// <summary>Runs the body of a command; every exception becomes words and an exit code.</summary>
    public async Task<int> ExecuteAsync(ParseResult parsed, Func<CommandContext, Task<ExitCode>> body)
    {
        var output = OutputFor(parsed);
        try
        {
            var folder = Options.DataFolder(parsed, Environment.GetEnvironmentVariable);
            var store = Options.StoreLocation(parsed, Environment.GetEnvironmentVariable);
            return (int)await body(new CommandContext(output, folder, store, time)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (Environment.GetEnvironmentVariable("AUTOPEFT_TRACE") is { Length: > 0 })
            {
                output.WriteErrorLine(exception.ToString());
            }

            return (int)Report(output, ErrorReport.Of(exception));
        }
    }

    private Output OutputFor(ParseResult parsed) => new(documents, errors, parsed.GetValue(Options.Json));

    private static ExitCode Report(Output output, ErrorDocument error)
    {
        if (output.IsJson)
        {
            output.WriteJson(error, DocumentJson.Readable.ErrorDocument);
        }
        else
        {
            foreach (var fault in error.Faults)
            {
                output.WriteErrorLine(PlainText.Of($"autopeft: {fault}"));
            }

            if (error.Remedy is not null)
            {
                output.WriteErrorLine(PlainText.Of($"autopeft: {error.Message} {error.Remedy}"));
            }
        }

        return (ExitCode)error.ExitCode;
    }

    // The first signal asks commands to stop cleanly; the second one is left to the runtime, which ends the process.
    private static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource cancellation) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        });
}
