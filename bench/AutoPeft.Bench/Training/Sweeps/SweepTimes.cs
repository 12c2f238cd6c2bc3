using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>What the trials of a sweep cost us, and what came of them.</summary>
/// <param name="PreparationSeconds">Wall time before the first trial: the model is loaded, the texts are read and turned into tokens.</param>
/// <param name="Seconds">Wall time of all trials.</param>
/// <param name="CpuSeconds">Their processor time, all threads together.</param>
/// <param name="Outcomes">One a trial.</param>
internal sealed record SweepTimes(
    double PreparationSeconds, double Seconds, double CpuSeconds, [property: JsonIgnore] ImmutableArray<TrialOutcome> Outcomes)
{
    /// <summary>Every metric of every trial to the last digit, without the times.</summary>
    [JsonIgnore]
    public IEnumerable<string> Results => Outcomes.Select(outcome => string.Join(
        ' ', outcome.Metrics.Where(metric => metric.Key != "training_seconds").Select(metric => $"{metric.Key}={metric.Value:R}")));
}
