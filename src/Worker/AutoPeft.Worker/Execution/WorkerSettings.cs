using System.Collections.Immutable;
using AutoPeft.Worker.Devices;

namespace AutoPeft.Worker.Execution;

/// <summary>How a worker works.</summary>
public sealed record WorkerSettings
{
    /// <summary>The worker's name, shown with its attempts.</summary>
    public required string Name { get; init; }

    /// <summary>How many trials it trains at the same time, on each of its devices. Default 1.</summary>
    public int Slots { get; init; } = 1;

    /// <summary>What it computes on. Default: nothing is said of it, and <see cref="MemoryBytes"/> counts.</summary>
    public ImmutableArray<WorkerDevice> Devices { get; init; } = [];

    /// <summary>The folder under which every trial has one of its own: <c>study/trials/number</c>. Full path.</summary>
    public required string TrialsFolder { get; init; }

    /// <summary>The study to take trials of. Null, the default: any.</summary>
    public string? Study { get; init; }

    /// <summary>The queue whose studies, beside those for every worker, to take trials of. Null, the default: of any.</summary>
    public string? Queue { get; init; }

    /// <summary>
    /// The bytes of memory that its trials may need together by the cost model; those that do not fit are left to others. One of which
    /// nothing is known counts as nothing. Null, the default: no limit.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>How long a lease lasts without a heartbeat. Default 30 s.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time between heartbeats, well below the lease's duration. Default 8 s.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How often an idle slot looks for trials when nobody wakes it. Default 2 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);
}
