namespace AutoPeft.Trials.Definition;

/// <summary>When a study ends.</summary>
/// <param name="Trials">After how many trials, those that failed included; null for no limit.</param>
/// <param name="Time">After how much time of active controllers; null for no limit.</param>
public sealed record BudgetDefinition(int? Trials, TimeSpan? Time);
