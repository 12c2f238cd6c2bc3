using System.Collections.Immutable;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>A program to start, and what to tell it.</summary>
/// <param name="Command">The program's full path and its arguments.</param>
/// <param name="Input">What it reads on standard input.</param>
internal sealed record ProgramCall(ImmutableArray<string> Command, string Input)
{
    /// <summary>The folder in which it runs. Full path.</summary>
    public required string Folder { get; init; }

    /// <summary>Variables that are added to its environment.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How long it may take; null without a limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>The most bytes of memory that it and what it starts may have in use; null without a limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>
    /// How long it may take to end when it is stopped and has a listener: its input is closed, and it is killed after that time. Default: it is
    /// killed at once.
    /// </summary>
    public TimeSpan Grace { get; init; }

    /// <summary>Hears each line as it is printed and may answer. Null: the input is all that it is told, and the output is kept.</summary>
    public IProgramListener? Listener { get; init; }

    /// <summary>Where its process is noted while it runs, so that one that is left behind can be found; null for nowhere. Full path.</summary>
    public string? NotePath { get; init; }
}
