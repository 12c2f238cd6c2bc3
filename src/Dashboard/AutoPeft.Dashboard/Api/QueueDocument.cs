using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Api;

/// <summary>What waits and what is held in a study.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Status">Its status.</param>
/// <param name="States">How many trials there are of each state.</param>
/// <param name="Held">The trials that workers have.</param>
internal sealed record QueueDocument(string Study, string Status, ImmutableSortedDictionary<string, int> States, ImmutableArray<HeldTrialDocument> Held);
