namespace AutoPeft.Bench.Chaos;

/// <summary>What was done, and when.</summary>
internal sealed class ChaosDiary
{
    /// <summary>When each worker, by name, was killed.</summary>
    public List<(string Worker, DateTimeOffset At)> WorkerKills { get; } = [];

    /// <summary>Times in which the store was away, or nobody could look for lost trials.</summary>
    public List<(DateTimeOffset From, DateTimeOffset To)> Away { get; } = [];

    /// <summary>Processes killed, workers and others.</summary>
    public int Kills { get; set; }

    /// <summary>How often the database was stopped.</summary>
    public int Outages { get; set; }

    /// <summary>How often the network was cut.</summary>
    public int Cuts { get; set; }
}
