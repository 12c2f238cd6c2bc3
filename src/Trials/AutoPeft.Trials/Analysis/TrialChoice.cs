using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>A trial that was picked, and why.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Reasons">What it was picked for, what it beats and by how much, and within what noise, a sentence each.</param>
public sealed record TrialChoice(Trial Trial, ImmutableArray<string> Reasons);
