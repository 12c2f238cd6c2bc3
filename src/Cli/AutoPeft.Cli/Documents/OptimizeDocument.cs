using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft optimize</c> says at the end.</summary>
internal sealed record OptimizeDocument
{
    /// <summary>The study's name.</summary>
    public required string Study { get; init; }

    /// <summary>Where all its random choices come from.</summary>
    public required long Seed { get; init; }

    /// <summary>Why it ended.</summary>
    public required string Reason { get; init; }

    /// <summary>What it optimises.</summary>
    public required ImmutableArray<ObjectiveDocument> Objectives { get; init; }

    /// <summary>How many trials are in each state that occurs.</summary>
    public required JsonObject States { get; init; }

    /// <summary>The trials that no other dominates, best in the first objective first.</summary>
    public required ImmutableArray<TrialDocument> Front { get; init; }

    /// <summary>The dominated hypervolume.</summary>
    public required double Hypervolume { get; init; }

    /// <summary>For each objective the worst value that counts towards it; null without completed trials.</summary>
    public JsonObject? ReferencePoint { get; init; }

    /// <summary>The number of the recommended trial; null without completed trials.</summary>
    public int? Knee { get; init; }

    /// <summary>Every trial, in the order of queueing.</summary>
    public required ImmutableArray<TrialDocument> Trials { get; init; }

    /// <summary>How long controllers have worked on it, in seconds.</summary>
    public required double ActiveSeconds { get; init; }

    /// <summary>The document of a study.</summary>
    public static OptimizeDocument Of(StudyRecord study)
    {
        var objectives = study.Header.Objectives;
        var front = StudyFront.Of(study);

        return new()
        {
            Study = study.Header.Name,
            Seed = study.Header.Seed,
            Reason = study.StatusReason,
            Objectives = ObjectiveDocument.Of(objectives),
            States = StudyStatusDocument.StatesOf(study),
            Front = [.. front.Trials.Select(trial => TrialDocument.Of(trial, objectives))],
            Hypervolume = front.Hypervolume,
            ReferencePoint = front.Trials.IsEmpty ? null : JsonValues.Of(objectives, front.ReferencePoint),
            Knee = front.Knee?.Number,
            Trials = [.. study.Trials.Select(trial => TrialDocument.Of(trial, objectives))],
            ActiveSeconds = Math.Round(study.ActiveTime.TotalSeconds, 3),
        };
    }
}
