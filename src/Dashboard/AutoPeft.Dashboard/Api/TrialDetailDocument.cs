using System.Collections.Immutable;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api;

/// <summary>A trial with everything that is known of it.</summary>
internal sealed record TrialDetailDocument(
    TrialDocument Trial,
    long Seed,
    int Replicate,
    DateTimeOffset Queued,
    DateTimeOffset? Finished,
    ImmutableArray<Attempt> Attempts,
    ImmutableArray<MeasurementDocument> Measurements,
    ImmutableArray<string> Warnings,
    TrialAnnotation Annotation)
{
    public static TrialDetailDocument Of(StudyView view, Trial trial, TrialAnnotation annotation) => new(
        TrialDocument.Of(view, trial),
        trial.Seed,
        trial.Replicate,
        trial.Queued,
        trial.Finished,
        trial.Attempts,
        [.. trial.Measurements.Select(item => new MeasurementDocument(
            item.Attempt, item.Step, item.Metric, double.IsFinite(item.Value) ? item.Value : null))],
        trial.Warnings,
        annotation);
}
