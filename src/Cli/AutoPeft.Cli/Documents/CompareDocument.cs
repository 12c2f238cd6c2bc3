using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft compare</c> says.</summary>
/// <param name="Objectives">What the studies optimise.</param>
/// <param name="ReferencePoint">For each objective the worst value that counts, for all studies; null while none has a completed trial.</param>
/// <param name="Studies">The studies, as they were named.</param>
internal sealed record CompareDocument(
    ImmutableArray<ObjectiveDocument> Objectives, JsonObject? ReferencePoint, ImmutableArray<ComparedStudy> Studies)
{
    /// <summary>The document of studies of the same objectives.</summary>
    public static CompareDocument Of(ImmutableArray<StudyRecord> studies)
    {
        var objectives = studies[0].Header.Objectives;
        var comparison = StudyComparison.Of([.. studies.Select(study => (study, StudyFront.Of(study)))]);
        var isEmpty = comparison.Studies.All(study => study.OnFront == 0);

        return new(ObjectiveDocument.Of(objectives), isEmpty ? null : JsonValues.Of(objectives, comparison.ReferencePoint), comparison.Studies);
    }
}
