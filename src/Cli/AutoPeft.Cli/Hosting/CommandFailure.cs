using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Hosting;

/// <summary>A foreseen end of a command other than success or bad input. Printed, never as a stack trace.</summary>
/// <param name="code">The exit code.</param>
/// <param name="message">What happened. One sentence.</param>
/// <param name="remedy">What the user can do about it. One sentence, imperative.</param>
/// <param name="cause">What it comes from, for the stack trace; null mostly.</param>
internal sealed class CommandFailure(ExitCode code, string message, string remedy, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The exit code.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>What the user can do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>What was found in detail; empty mostly.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];
}
