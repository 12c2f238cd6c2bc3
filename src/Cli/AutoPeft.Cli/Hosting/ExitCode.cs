namespace AutoPeft.Cli.Hosting;

/// <summary>How a command ended, as the shell sees it. Documented in <c>docs/cli.md</c>.</summary>
internal enum ExitCode
{
    /// <summary>The command did what it was asked to.</summary>
    Ok = 0,

    /// <summary>A failure that nobody foresaw: a bug. The message says where to find more.</summary>
    Unexpected = 1,

    /// <summary>What the user gave cannot be used; nothing was written.</summary>
    BadInput = 2,

    /// <summary>The study, trial or file that was named does not exist.</summary>
    NotFound = 3,

    /// <summary>An export is not what its results say it is.</summary>
    VerificationFailed = 4,

    /// <summary>An engine, a store, the disk or memory cannot be used now: not built in, locked, full, not writable.</summary>
    Unavailable = 5,

    /// <summary>The search ended and no trial was completed.</summary>
    NoResult = 6,

    /// <summary>Cancelled by Ctrl-C or a signal. What was finished is kept.</summary>
    Cancelled = 130,
}
