namespace AutoPeft.Worker.Runners.Programs;

/// <summary>How a program ended and what it left.</summary>
/// <param name="ExitCode">Its exit code; on Unix 128 plus the signal's number for one that a signal ended.</param>
/// <param name="Output">What it printed, as far as it was read.</param>
/// <param name="ErrorTail">The last words on its standard error.</param>
internal sealed record ProgramEnd(int ExitCode, string Output, string ErrorTail)
{
    /// <summary>Whether it was killed because its time was over.</summary>
    public bool IsTooLate { get; init; }

    /// <summary>Whether it was killed because it printed without end.</summary>
    public bool IsTooLong { get; init; }
}
