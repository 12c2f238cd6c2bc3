using System.Globalization;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Says in words how a program ended when it did not end well.</summary>
internal static class ProgramReasons
{
    private const int TailLines = 12;
    private const int Killed = 137;

    /// <summary>What Python, PyTorch, .NET, the JVM and C++ say when memory is out.</summary>
    private static readonly string[] MemoryWords =
    [
        "out of memory", "OutOfMemory", "MemoryError", "std::bad_alloc", "CUBLAS_STATUS_ALLOC_FAILED", "Cannot allocate memory",
    ];

    /// <summary>The outcome of a program that was killed or failed; null for one that ended by itself with exit code 0.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="timeLimit">How long it might take.</param>
    public static TrialOutcome? Of(ProgramEnd end, TimeSpan? timeLimit) => end switch
    {
        { Excess: { } bytes } => TrialOutcome.Infeasible(InfeasibleCause.OutOfMemory, string.Create(
            CultureInfo.InvariantCulture, $"The program had {bytes / 1e6:0} MB of memory in use, more than it may, and was killed.")),
        { IsTooLate: true } => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program did not answer within {timeLimit!.Value.TotalSeconds} s and was killed.")),
        { IsTooLong: true } => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program printed more than {ProgramProcess.MostOutput} characters and was killed.")),
        { ExitCode: Killed, IsOutOfMemory: true } => TrialOutcome.Infeasible(
            InfeasibleCause.OutOfMemory, "The system ran out of memory and killed the program (signal 9)."),
        { ExitCode: > 128 and < 160 } when !OperatingSystem.IsWindows() => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program was ended by signal {end.ExitCode - 128}.")),
        { ExitCode: not 0 } => TrialOutcome.Failed(string.Create(
            CultureInfo.InvariantCulture, $"The program ended with exit code {end.ExitCode}.")),
        _ => null,
    };

    /// <summary>As <see cref="Of"/>; a program that fails and whose last words are of memory is out of memory.</summary>
    public static TrialOutcome? OfTraining(ProgramEnd end, TimeSpan? timeLimit) =>
        Of(end, timeLimit) is not { State: TrialState.Failed } failed || end.IsTooLate || end.IsTooLong ? Of(end, timeLimit)
        : MemoryWords.Any(word => end.ErrorTail.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? TrialOutcome.Infeasible(InfeasibleCause.OutOfMemory, failed.Reason)
            : failed;

    /// <summary>Adds the last words of the program's standard error to a reason: the very last in the first line.</summary>
    public static TrialOutcome Explain(TrialOutcome outcome, ProgramEnd end)
    {
        var tail = PlainText.LastLines(end.ErrorTail, TailLines);
        if (outcome.State is TrialState.Completed or TrialState.Pruned || tail.Length == 0)
        {
            return outcome;
        }

        var reason = $"{outcome.Reason} Its last words: {PlainText.LastLines(tail, 1)}{(tail.Contains('\n') ? $"\n{tail}" : string.Empty)}";
        return outcome.State == TrialState.Infeasible
            ? TrialOutcome.Infeasible(outcome.Cause!.Value, reason) with { Metrics = outcome.Metrics }
            : TrialOutcome.Failed(reason, outcome.MayRetry);
    }
}
