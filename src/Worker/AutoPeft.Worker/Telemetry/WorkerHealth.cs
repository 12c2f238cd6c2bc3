namespace AutoPeft.Worker.Telemetry;

/// <summary>How a worker is.</summary>
/// <param name="IsWell">Whether the store answered lately.</param>
/// <param name="Held">How many trials it holds.</param>
/// <param name="Ended">How many it is done with.</param>
/// <param name="IsDraining">Whether it takes no more.</param>
public sealed record WorkerHealth(bool IsWell, long Held, long Ended, bool IsDraining);
