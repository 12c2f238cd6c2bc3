namespace AutoPeft.Trials.Lifecycle;

/// <summary>What is known of a worker.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Queue">The queue it serves; null for every one.</param>
/// <param name="Slots">How many trials it trains at the same time.</param>
/// <param name="Started">When it started.</param>
/// <param name="Seen">When it was heard of last.</param>
public sealed record WorkerStatus(string Name, string? Queue, int Slots, DateTimeOffset Started, DateTimeOffset Seen)
{
    /// <summary>The study whose trials alone it takes; null for every one.</summary>
    public string? Study { get; init; }

    /// <summary>What it computes on, e.g. <c>cuda:0, cuda:1</c>; null when it does not say.</summary>
    public string? Devices { get; init; }

    /// <summary>The most bytes of memory that one trial may need there; null without a limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>How many trials it holds.</summary>
    public int Held { get; init; }

    /// <summary>Whether it was asked to take no more trials.</summary>
    public bool IsDraining { get; init; }

    /// <summary>Whether it was heard of in the time in which workers report.</summary>
    public bool IsAlive { get; init; }

    /// <summary>Whether it takes trials of a study.</summary>
    /// <param name="study">The study.</param>
    public bool Serves(StudyHeader study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return IsAlive && !IsDraining && (Study is null || Study == study.Name)
            && (Queue is null || study.Queue == StudyHeader.AnyQueue || Queue == study.Queue);
    }
}
