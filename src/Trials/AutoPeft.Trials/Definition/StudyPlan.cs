using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Transfer;

namespace AutoPeft.Trials.Definition;

/// <summary>All that proposing trials needs of a study, whatever its trials are.</summary>
/// <param name="Name">The study's name in its store.</param>
/// <param name="Control">How it is carried out.</param>
/// <param name="Snapshot">What is known of it without any trial.</param>
public sealed record StudyPlan(string Name, ControlDefinition Control, StudySnapshot Snapshot)
{
    /// <summary>Trials that are queued before the sampler chooses any; they count towards the budget. Default: none.</summary>
    public ImmutableArray<TrialProposal> First { get; init; } = [];

    /// <summary>Which earlier studies it learns from; null, the default: none.</summary>
    public TransferPlan? Transfer { get; init; }

    /// <summary>The bytes of memory that training a configuration is expected to need. Null, the default: nobody knows.</summary>
    public Func<Configuration, TrialOrigin, long>? MemoryOf { get; init; }

    /// <summary>The proposals with the memory that each is expected to need.</summary>
    public IReadOnlyList<TrialProposal> WithMemory(IReadOnlyList<TrialProposal> proposals) => MemoryOf is null
        ? proposals
        : [.. proposals.Select(proposal => proposal with { MemoryBytes = MemoryOf(proposal.Configuration, proposal.Origin) })];
}
