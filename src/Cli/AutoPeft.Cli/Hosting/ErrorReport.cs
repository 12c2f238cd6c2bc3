using System.Data.Common;
using AutoPeft.Cli.Documents;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Hosting;

/// <summary>Turns what a command threw into an exit code and the words for it.</summary>
internal static class ErrorReport
{
    /// <summary>The document of an exception.</summary>
    public static ErrorDocument Of(Exception exception) => exception switch
    {
        InvalidInputException invalid => OfFaults(ExitCode.BadInput, invalid),
        CommandFailure failure => Of(failure.Code, failure.Message, failure.Remedy) with
        {
            Faults = [.. failure.Faults.Select(FaultDocument.Of)],
        },
        StoreUnavailableException unavailable => Of(ExitCode.Unavailable, unavailable.Message, unavailable.Remedy),
        _ when DatabaseFault(exception) is { } fault => Of(
            ExitCode.Unavailable, $"The database cannot be used: {fault.TrimEnd('.')}.", "Check that it runs, and its address in --store."),
        _ when MemoryShortage.OfProcess.FailureOf(exception) is { } shortage => Of(shortage.Code, shortage.Message, shortage.Remedy),
        OperationCanceledException => Of(ExitCode.Cancelled, "Cancelled.", "Run the same command again to continue."),
        FileNotFoundException or DirectoryNotFoundException => Of(
            ExitCode.NotFound, exception.Message, "Check the path."),
        UnauthorizedAccessException => Of(
            ExitCode.Unavailable, exception.Message, "Choose a folder you may write to with --data, or change its permissions."),
        IOException => Of(
            ExitCode.Unavailable, exception.Message, "Check that the disk has space and the folder can be written."),
        _ => Of(
            ExitCode.Unexpected,
            $"{exception.GetType().Name}: {exception.Message}",
            "This is a bug in AutoPEFT; please report it with the output of AUTOPEFT_TRACE=1."),
    };

    /// <summary>The document of a command line that cannot be understood.</summary>
    public static ErrorDocument OfCommandLine(IEnumerable<string> messages) => new()
    {
        ExitCode = (int)ExitCode.BadInput,
        Kind = NameOf(ExitCode.BadInput),
        Message = "The command line cannot be understood.",
        Faults = [.. messages.Select(message => new FaultDocument { Message = message, Remedy = "See --help." })],
    };

    /// <summary>What a database or the way to it says, however deep the exception is wrapped.</summary>
    private static string? DatabaseFault(Exception? exception) => exception switch
    {
        null => null,
        DbException database => database.InnerException is { } inner ? $"{database.Message} {inner.Message}" : database.Message,
        _ => DatabaseFault(exception.InnerException),
    };

    private static ErrorDocument OfFaults(ExitCode code, InvalidInputException invalid) => new()
    {
        ExitCode = (int)code,
        Kind = NameOf(code),
        Message = invalid.Faults.Length == 1 ? "There is a fault in the input." : $"There are {invalid.Faults.Length} faults in the input.",
        Faults = [.. invalid.Faults.Select(FaultDocument.Of)],
    };

    private static ErrorDocument Of(ExitCode code, string message, string remedy) => new()
    {
        ExitCode = (int)code,
        Kind = NameOf(code),
        Message = message,
        Remedy = remedy,
    };

    private static string NameOf(ExitCode code) => code switch
    {
        ExitCode.BadInput => "bad_input",
        ExitCode.NotFound => "not_found",
        ExitCode.VerificationFailed => "verification_failed",
        ExitCode.Unavailable => "unavailable",
        ExitCode.NoResult => "no_result",
        ExitCode.Cancelled => "cancelled",
        _ => "unexpected",
    };
}
