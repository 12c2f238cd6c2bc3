using System.Collections.Immutable;

namespace AutoPeft.Trials.Transfer;

/// <summary>Which earlier studies a study learns from, and how they are compared with it.</summary>
/// <param name="Studies">Their names in the same store. At least one.</param>
/// <param name="Description">What they share.</param>
public sealed record TransferPlan(ImmutableArray<string> Studies, ISharedDescription Description);
