using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft sweep status</c> says.</summary>
internal sealed record StudyStatusDocument
{
    /// <summary>The study's name.</summary>
    public required string Study { get; init; }

    /// <summary>Whether it proposes trials.</summary>
    public required string Status { get; init; }

    /// <summary>Why; null when the status says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>What it optimises.</summary>
    public required ImmutableArray<ObjectiveDocument> Objectives { get; init; }

    /// <summary>Where all its random choices come from.</summary>
    public required long Seed { get; init; }

    /// <summary>How many trials of the search are in each state that occurs.</summary>
    public required JsonObject States { get; init; }

    /// <summary>How many trials are there besides: baselines and confirmations, which no budget counts.</summary>
    public required int OutsideSearch { get; init; }

    /// <summary>How many trials are on the front.</summary>
    public required int FrontSize { get; init; }

    /// <summary>The dominated hypervolume.</summary>
    public required double Hypervolume { get; init; }

    /// <summary>The number of the recommended trial; null without completed trials.</summary>
    public int? Knee { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When anything happened last.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>How long controllers have worked on it, in seconds.</summary>
    public required double ActiveSeconds { get; init; }

    /// <summary>Whether nobody carries it out although its status says so; the first warning tells why.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Why it does not go on; empty while nothing is known to be wrong.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The document of a study.</summary>
    public static StudyStatusDocument Of(StudyRecord study)
    {
        var front = StudyFront.Of(study);

        return new()
        {
            Study = study.Header.Name,
            Status = TrialDocument.Word(study.Status),
            Reason = study.StatusReason.Length > 0 ? study.StatusReason : null,
            Objectives = ObjectiveDocument.Of(study.Header.Objectives),
            Seed = study.Header.Seed,
            States = StatesOf(study),
            OutsideSearch = study.Trials.Count(trial => !trial.Origin.IsSearch()),
            FrontSize = front.Trials.Length,
            Hypervolume = front.Hypervolume,
            Knee = front.Knee?.Number,
            Created = study.Created,
            Changed = study.Changed,
            ActiveSeconds = Math.Round(study.ActiveTime.TotalSeconds, 3),
        };
    }

    /// <summary>How many trials of a study's search are in each state that occurs.</summary>
    public static JsonObject StatesOf(StudyRecord study) => JsonValues.Of(
        study.Trials.Where(trial => trial.Origin.IsSearch()).CountBy(trial => trial.State).OrderBy(count => count.Key)
            .Select(count => KeyValuePair.Create(TrialDocument.Word(count.Key), (double)count.Value)));
}
