using System.Collections.Immutable;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft trial show</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Seed">The seed that it is trained with.</param>
/// <param name="Attempts">The tries of workers.</param>
/// <param name="Measurements">What was measured on the way, by attempt and step.</param>
/// <param name="Warnings">What workers want people to know.</param>
internal sealed record TrialShowDocument(
    string Study,
    TrialDocument Trial,
    long Seed,
    ImmutableArray<AttemptDocument> Attempts,
    ImmutableArray<MeasurementDocument> Measurements,
    ImmutableArray<string> Warnings)
{
    /// <summary>The document of a trial.</summary>
    public static TrialShowDocument Of(string study, Trial trial, ImmutableArray<Objective> objectives) => new(
        study,
        TrialDocument.Of(trial, objectives),
        trial.Seed,
        [.. trial.Attempts.Select(AttemptDocument.Of)],
        [.. trial.Measurements.GroupBy(item => (item.Attempt, item.Step)).Select(group => new MeasurementDocument(
            group.Key.Attempt, group.Key.Step, JsonValues.Of(group.Select(item => KeyValuePair.Create(item.Metric, item.Value)))))],
        trial.Warnings);
}
