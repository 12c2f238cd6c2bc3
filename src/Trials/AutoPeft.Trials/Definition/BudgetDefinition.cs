using AutoPeft.Search.Stopping;

namespace AutoPeft.Trials.Definition;

/// <summary>When a study ends: when the first of these is reached.</summary>
/// <param name="Trials">After how many trials, those that failed included; null for no limit.</param>
/// <param name="Time">After how much time of active controllers; null for no limit.</param>
public sealed record BudgetDefinition(int? Trials, TimeSpan? Time)
{
    /// <summary>After how much time of all devices together; null, the default, for no limit.</summary>
    public TimeSpan? DeviceTime { get; init; }

    /// <summary>When the last trials hardly enlarged the hypervolume; null, the default, for no such rule.</summary>
    public HypervolumePlateau? Plateau { get; init; }

    /// <summary>Whether nothing ends the study but its space.</summary>
    public bool IsEmpty => this is { Trials: null, Time: null, DeviceTime: null, Plateau: null };
}
