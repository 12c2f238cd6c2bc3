namespace AutoPeft.Trials.Lifecycle;

/// <summary>What a store says to a write that carried a lease.</summary>
public enum LeaseStatus
{
    /// <summary>The lease is valid and the write is durable.</summary>
    Held,

    /// <summary>The lease is no longer valid; nothing was written. The worker drops the trial.</summary>
    Lost,
}
