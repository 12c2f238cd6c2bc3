using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>A trial as it is after it was told.</summary>
/// <param name="Number">Its number.</param>
/// <param name="State">Its state: <c>Queued</c> when it is tried again.</param>
/// <param name="Reason">Why; empty for a completed trial.</param>
/// <param name="Values">One value for each objective, in the study's order; null unless it is completed.</param>
internal sealed record ToldTrialDocument(int Number, string State, string Reason, ImmutableArray<double>? Values)
{
    public static ToldTrialDocument Of(Trial trial) => new(trial.Number, trial.State.ToString(), trial.Reason, trial.Values);
}
