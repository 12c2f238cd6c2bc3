using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Postgres;

/// <summary>What must hold in the transaction that queues trials.</summary>
/// <param name="Control">The right that must not be lost.</param>
/// <param name="Budget">How many trials the study may have; null for no limit.</param>
internal sealed record EnqueueGuard(ControlLease Control, int? Budget);
