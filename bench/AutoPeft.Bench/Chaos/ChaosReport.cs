namespace AutoPeft.Bench.Chaos;

/// <summary>What a study looks like after everything that was done to its processes.</summary>
internal sealed record ChaosReport
{
    /// <summary><c>postgres</c> or <c>journal</c>.</summary>
    public required string Store { get; init; }

    /// <summary>How workers got their trials.</summary>
    public required string Queue { get; init; }

    /// <summary>Worker processes.</summary>
    public required int Workers { get; init; }

    /// <summary>Trials that were wanted.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials that have no result.</summary>
    public required int Lost { get; init; }

    /// <summary>Results recorded beyond one a trial, and configurations tried twice.</summary>
    public required int Duplicated { get; init; }

    /// <summary>Attempts that ended without a result.</summary>
    public required int Interrupted { get; init; }

    /// <summary>Attempts of which nothing says how they ended.</summary>
    public required int Unexplained { get; init; }

    /// <summary>The longest time from the death of a worker to the return of its trial; null when none was seen with the store at hand.</summary>
    public double? ReclaimSecondsMax { get; init; }

    /// <summary>How long leases lasted.</summary>
    public required double LeaseSeconds { get; init; }

    /// <summary>Processes killed with SIGKILL.</summary>
    public required int Kills { get; init; }

    /// <summary>How often the database was stopped at once.</summary>
    public required int Outages { get; init; }

    /// <summary>How often the network to the database was cut.</summary>
    public required int Cuts { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether every trial was recorded exactly once and every loss explained.</summary>
    public bool IsSound => Lost == 0 && Duplicated == 0 && Unexplained == 0;
}
