using System.Collections.Immutable;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Execution;

/// <summary>A study as its controller needs it.</summary>
/// <param name="Plan">What proposing its trials needs.</param>
/// <param name="Last">Trials that are queued when the search is over.</param>
public sealed record ControlledStudy(StudyPlan Plan, ImmutableArray<TrialProposal> Last)
{
    /// <summary>A study of PEFT modules: its search, then the baselines.</summary>
    public static ControlledStudy Of(BoundStudy study) => new(
        study.Plan, [.. BaselinePlan.For(study.Definition).SelectMany(kind => kind.Proposals(study.Definition.Control.Seed))]);
}
