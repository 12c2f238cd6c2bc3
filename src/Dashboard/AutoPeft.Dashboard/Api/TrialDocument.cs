using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Model;
using AutoPeft.Search.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api;

/// <summary>A trial as the API gives it.</summary>
internal sealed record TrialDocument(
    int Number,
    string Origin,
    string Label,
    string State,
    string Reason,
    bool IsOnFront,
    JsonNode? Configuration,
    ImmutableSortedDictionary<string, double> Objectives,
    ImmutableSortedDictionary<string, double?> Metrics,
    int Attempts,
    double? Seconds,
    int? Seeds,
    double? FrontProbability)
{
    public static TrialDocument Of(StudyView view, Trial trial) => Of(view, trial, view.Odds?.Of(trial.Number));

    private static TrialDocument Of(StudyView view, Trial trial, FrontMembership? member) => new(
        trial.Number,
        trial.Origin.ToString(),
        trial.Label,
        trial.State.ToString(),
        trial.Reason,
        view.IsOnFront(trial),
        JsonNode.Parse(trial.Configuration.ToJson()),
        view.Study.Header.Objectives.Zip(trial.Values ?? [], (objective, value) => KeyValuePair.Create(objective.Name, value))
            .ToImmutableSortedDictionary(StringComparer.Ordinal),
        // JSON has no word for "not a number": such a metric is null.
        trial.Metrics.ToImmutableSortedDictionary(
            metric => metric.Key, metric => double.IsFinite(metric.Value) ? metric.Value : (double?)null, StringComparer.Ordinal),
        trial.Attempts.Length,
        trial.Duration?.TotalSeconds,
        member?.Seeds,
        member is null ? null : Math.Round(member.Probability, 3));
}
