using System.Collections.Immutable;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Definition;

/// <summary>All that proposing trials needs of a study, whatever its trials are.</summary>
/// <param name="Name">The study's name in its store.</param>
/// <param name="Control">How it is carried out.</param>
/// <param name="Snapshot">What is known of it without any trial.</param>
public sealed record StudyPlan(string Name, ControlDefinition Control, StudySnapshot Snapshot)
{
    /// <summary>Trials that are queued before the sampler chooses any; they count towards the budget. Default: none.</summary>
    public ImmutableArray<TrialProposal> First { get; init; } = [];
}
