using System.Collections.Immutable;
using AutoPeft.Search.Analysis;

namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>What decides whether a trial is among the best (PED-ANOVA).</summary>
/// <param name="Objective">In which objective; null for all together.</param>
/// <param name="Trials">From how many trials.</param>
/// <param name="Parameters">The most important first; empty with too few trials.</param>
/// <param name="Layers">The same added up by layer.</param>
/// <param name="Modules">By setting of a method.</param>
/// <param name="Methods">By method.</param>
internal sealed record ImportancesDocument(
    string? Objective,
    int Trials,
    ImmutableArray<ParameterImportance> Parameters,
    ImmutableArray<ShareDocument> Layers,
    ImmutableArray<ShareDocument> Modules,
    ImmutableArray<ShareDocument> Methods);
