using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Search.Analysis;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft front</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Objectives">What it optimises.</param>
/// <param name="Front">The trials that no other dominates, best in the first objective first.</param>
/// <param name="Others">The other completed trials.</param>
/// <param name="Hypervolume">The dominated hypervolume.</param>
/// <param name="ReferencePoint">For each objective the worst value that counts; null without trials.</param>
/// <param name="Knee">The number of the recommended trial; null without trials.</param>
internal sealed record FrontDocument(
    string Study,
    ImmutableArray<ObjectiveDocument> Objectives,
    ImmutableArray<TrialDocument> Front,
    ImmutableArray<TrialDocument> Others,
    double Hypervolume,
    JsonObject? ReferencePoint,
    int? Knee)
{
    /// <summary>The document of a study's front.</summary>
    /// <param name="study">The study.</param>
    /// <param name="certainty">What is believed of its trials, by number; null when that is not asked.</param>
    public static FrontDocument Of(StudyRecord study, ImmutableDictionary<int, FrontMembership>? certainty = null)
    {
        TrialDocument Describe(Trial trial) => certainty?.GetValueOrDefault(trial.Number) is { } member
            ? TrialDocument.Of(trial, study.Header.Objectives) with { Seeds = member.Seeds, FrontProbability = Math.Round(member.Probability, 3) }
            : TrialDocument.Of(trial, study.Header.Objectives);

        var objectives = study.Header.Objectives;
        var front = StudyFront.Of(study);
        var numbers = front.Trials.Select(trial => trial.Number).ToHashSet();

        return new(
            study.Header.Name,
            ObjectiveDocument.Of(objectives),
            [.. front.Trials.Select(Describe)],
            [.. study.Trials.Where(trial => trial.Values is not null && trial.Origin.IsSearch() && !numbers.Contains(trial.Number))
                .Select(Describe)],
            front.Hypervolume,
            front.Trials.IsEmpty ? null : JsonValues.Of(objectives, front.ReferencePoint),
            front.Knee?.Number);
    }
}
