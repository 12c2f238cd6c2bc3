using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Probes;

namespace AutoPeft.Trials.Definition;

/// <summary>A study as its file defines it, checked and complete.</summary>
public sealed record StudyDefinition
{
    /// <summary>The name, unique in a store; <see cref="StudyNames"/> says what it may hold.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of the pre-trained model in Hugging Face layout. Full path.</summary>
    public required string Model { get; init; }

    /// <summary>The model's shape, read from its folder.</summary>
    public required ModelShape Shape { get; init; }

    /// <summary>The texts.</summary>
    public required DataDefinition Data { get; init; }

    /// <summary>What is learned from the texts. Default: their classes.</summary>
    public TaskDefinition Task { get; init; } = new();

    /// <summary>What may be tried, with every rule: at least one module, forbidden combinations, budgets.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>How to train, where the space does not say otherwise.</summary>
    public required TrainingSettings Training { get; init; }

    /// <summary>What is optimised. At least one.</summary>
    public required ImmutableArray<Objective> Objectives { get; init; }

    /// <summary>Limits on what training measures; a trial that breaks one is infeasible. Default: none.</summary>
    public ImmutableArray<OutcomeConstraint> Constraints { get; init; } = [];

    /// <summary>What is tried first. Default: nothing, the sampler begins.</summary>
    public ImmutableArray<NamedPoint> WarmStart { get; init; } = [];

    /// <summary>What the search is compared with beside the usual baselines. Default: nothing.</summary>
    public ImmutableArray<NamedModules> Baselines { get; init; } = [];

    /// <summary>A probe of the model that the sampler begins with. Default: nothing.</summary>
    public ImmutableArray<ProbedModule> Prior { get; init; } = [];

    /// <summary>What trains the trials; null, the default: our engine.</summary>
    public ProgramDefinition? Program { get; init; }

    /// <summary>How the study is carried out.</summary>
    public required ControlDefinition Control { get; init; }
}
