namespace AutoPeft.Worker.Runners.Programs;

/// <summary>How a program ended and what it left.</summary>
/// <param name="ExitCode">Its exit code; on Unix 128 plus the signal's number for one that a signal ended.</param>
/// <param name="Output">What it printed, as far as it was read.</param>
/// <param name="ErrorTail">The last words on its standard error.</param>
internal sealed record ProgramEnd(int ExitCode, string Output, string ErrorTail)
{
    /// <summary>Whether it was killed because its time was over.</summary>
    public bool IsTooLate { get; init; }

    /// <summary>The bytes of memory in use when it was killed for using more than it may; null otherwise.</summary>
    public long? Excess { get; init; }

    /// <summary>Whether the system killed processes while it ran because memory was out.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>Whether it was killed because it printed without end.</summary>
    public bool IsTooLong { get; init; }
}
