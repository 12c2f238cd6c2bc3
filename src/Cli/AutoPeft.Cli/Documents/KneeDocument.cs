using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft knee</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Objectives">What it optimises.</param>
/// <param name="Knee">The recommended trial; null without completed trials.</param>
internal sealed record KneeDocument(string Study, ImmutableArray<ObjectiveDocument> Objectives, TrialDocument? Knee);
