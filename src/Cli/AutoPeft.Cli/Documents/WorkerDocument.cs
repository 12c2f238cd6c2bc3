using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>A worker.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>alive</c>, <c>draining</c>, or <c>silent</c> when it was not heard of in time.</param>
/// <param name="Queue">The queue it serves; null for every one.</param>
/// <param name="Slots">How many trials it carries out at the same time.</param>
/// <param name="Held">How many it holds.</param>
/// <param name="Started">When it started.</param>
/// <param name="Seen">When it was heard of last.</param>
internal sealed record WorkerDocument(
    string Name, string State, string? Queue, int Slots, int Held, DateTimeOffset Started, DateTimeOffset Seen)
{
    /// <summary>The study whose trials alone it takes; null for every one.</summary>
    public string? Study { get; init; }

    /// <summary>What it computes on; null when it does not say.</summary>
    public string? Devices { get; init; }

    /// <summary>The most bytes of memory that one trial may need there; null without a limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The document of a worker.</summary>
    public static WorkerDocument Of(WorkerStatus worker) => new(
        worker.Name,
        !worker.IsAlive ? "silent" : worker.IsDraining ? "draining" : "alive",
        worker.Queue,
        worker.Slots,
        worker.Held,
        worker.Started,
        worker.Seen)
    {
        Study = worker.Study,
        Devices = worker.Devices,
        MemoryBytes = worker.MemoryBytes,
    };
}
