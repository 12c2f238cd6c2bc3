using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>A trial in a list.</summary>
internal sealed record TrialDocument
{
    /// <summary>The number in its study, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>What people call it; null for most.</summary>
    public string? Label { get; init; }

    /// <summary>Who wanted it: <c>sampler</c>, <c>enqueued</c> or <c>baseline</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The point of the search space.</summary>
    public required JsonObject Configuration { get; init; }

    /// <summary>The values of the objectives, by name; null unless completed.</summary>
    public JsonObject? Objectives { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required string State { get; init; }

    /// <summary>Why it is there; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Further final numbers, by name; null when there are none.</summary>
    public JsonObject? Metrics { get; init; }

    /// <summary>How long the latest attempt trained; null unless it is over.</summary>
    public double? Seconds { get; init; }

    /// <summary>Which repetition of its configuration it is, from 1, with a seed of its own; null for the first measurement.</summary>
    public int? Replicate { get; init; }

    /// <summary>With how many seeds its configuration was measured; null where that is not asked.</summary>
    public int? Seeds { get; init; }

    /// <summary>How likely no other tried configuration really dominates it, in [0, 1]; null where that is not asked or cannot be said.</summary>
    public double? FrontProbability { get; init; }

    /// <summary>The document of a trial.</summary>
    public static TrialDocument Of(Trial trial, ImmutableArray<Objective> objectives) => new()
    {
        Number = trial.Number,
        Label = trial.Label.Length > 0 ? trial.Label : null,
        Origin = Word(trial.Origin),
        Configuration = JsonValues.Of(trial.Configuration),
        Objectives = trial.Values is { } values ? JsonValues.Of(objectives, values) : null,
        State = Word(trial.State),
        Reason = trial.Reason.Length > 0 ? trial.Reason : null,
        Metrics = trial.Metrics.IsEmpty ? null : JsonValues.Of(trial.Metrics),
        Replicate = trial.Replicate > 0 ? trial.Replicate : null,
        Seconds = trial.Duration is { } duration ? Math.Round(duration.TotalSeconds, 3) : null,
    };

    /// <summary>The word for a state, an origin, an ending: lower case.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
