using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

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

    /// <summary>What may be tried, with every rule: at least one module, forbidden combinations, budgets.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>How to train, where the space does not say otherwise.</summary>
    public required TrainingSettings Training { get; init; }

    /// <summary>What is optimised. At least one.</summary>
    public required ImmutableArray<Objective> Objectives { get; init; }

    /// <summary>Which sampler proposes the trials.</summary>
    public required SamplerDefinition Sampler { get; init; }

    /// <summary>When the study ends.</summary>
    public required BudgetDefinition Budget { get; init; }

    /// <summary>Where all random choices come from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>How many trials are trained at the same time. Default 1.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Whether a batch is waited for before the next is proposed, so that the same seed gives the same history. Default true.</summary>
    public bool IsDeterministic { get; init; } = true;

    /// <summary>How often a trial that crashed is tried again. Default 2.</summary>
    public int Retries { get; init; } = 2;
}
