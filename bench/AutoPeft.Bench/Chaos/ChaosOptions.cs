namespace AutoPeft.Bench.Chaos;

/// <summary>What is done to which processes.</summary>
/// <param name="Workers">Worker processes; with a journal, slots of the one process.</param>
/// <param name="Trials">Trials of the study.</param>
/// <param name="Lease">How long leases last without a heartbeat.</param>
/// <param name="Interval">The time between blows, on average.</param>
/// <param name="Seed">Which blows, where and when.</param>
/// <param name="Limit">When the run is given up.</param>
internal sealed record ChaosOptions(int Workers, int Trials, TimeSpan Lease, TimeSpan Interval, long Seed, TimeSpan Limit)
{
    /// <summary>How workers get their trials: <c>lease</c> or <c>hangfire</c>.</summary>
    public string Queue { get; init; } = "lease";

    /// <summary>How long a trial takes.</summary>
    public TimeSpan TrialDuration { get; init; } = TimeSpan.FromSeconds(0.5);
}
