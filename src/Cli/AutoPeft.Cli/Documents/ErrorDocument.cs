using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>--json</c> prints when a command fails.</summary>
internal sealed record ErrorDocument
{
    /// <summary>The exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The exit code's name.</summary>
    public required string Kind { get; init; }

    /// <summary>What happened. One sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; null when the faults say it.</summary>
    public string? Remedy { get; init; }

    /// <summary>Everything that is wrong with the input; empty for other failures.</summary>
    public ImmutableArray<FaultDocument> Faults { get; init; } = [];
}
