using System.Collections.Immutable;

namespace AutoPeft.Trials.Ports;

/// <summary>What a store found when it opened a study for writing.</summary>
/// <param name="Reclaimed">The trials whose workers were gone and which wait again.</param>
/// <param name="DroppedBytes">Bytes of an unfinished write at the end of the history that were dropped; 0 mostly.</param>
public sealed record StudyOpening(ImmutableArray<int> Reclaimed, long DroppedBytes);
