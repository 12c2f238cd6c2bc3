using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft analyze</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trials">How many completed trials were looked at.</param>
/// <param name="Overall">What decides whether a trial is on the front; null for one objective.</param>
/// <param name="Objectives">The same for each objective.</param>
internal sealed record AnalyzeDocument(
    string Study, int Trials, ObjectiveAnalysisDocument? Overall, ImmutableArray<ObjectiveAnalysisDocument> Objectives);
