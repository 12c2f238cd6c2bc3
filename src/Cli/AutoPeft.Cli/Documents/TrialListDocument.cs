using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft trial list</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Objectives">What it optimises.</param>
/// <param name="Trials">The trials, by number.</param>
internal sealed record TrialListDocument(
    string Study, ImmutableArray<ObjectiveDocument> Objectives, ImmutableArray<TrialDocument> Trials);
