using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Definition;

/// <summary>How a study is carried out: nothing of it changes what a trial's result means.</summary>
public sealed record ControlDefinition
{
    /// <summary>Which sampler proposes the trials. Default: <c>bayesian</c>.</summary>
    public SamplerDefinition Sampler { get; init; } = new();

    /// <summary>The names of earlier studies in the same store that the sampler learns from. Default: none.</summary>
    public ImmutableArray<string> Transfer { get; init; } = [];

    /// <summary>What stops trials that are not promising; null, the default, nothing.</summary>
    public PrunerDefinition? Pruner { get; init; }

    /// <summary>When the study ends.</summary>
    public required BudgetDefinition Budget { get; init; }

    /// <summary>Where all random choices come from. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>How many trials are trained at the same time. Default 1.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The engine that trains, <c>managed</c> or <c>torchsharp</c>; null, the default, the one of the process that does.</summary>
    public string? Engine { get; init; }

    /// <summary>How many of the trials that are trained at the same time go through their frozen model together. Default 1: each alone.</summary>
    public int Packing { get; init; } = 1;

    /// <summary>Whether a batch is waited for before the next is proposed, so that the same seed gives the same history. Default true.</summary>
    public bool IsDeterministic { get; init; } = true;

    /// <summary>Whether a study is given up when most of its trials fail. Default true.</summary>
    public bool GivesUp { get; init; } = true;

    /// <summary>The queue whose workers take its trials, e.g. <c>gpu</c>. Default: every worker does.</summary>
    public string Queue { get; init; } = StudyHeader.AnyQueue;

    /// <summary>With how many seeds a configuration may be measured while its place on the front is contested. Default 1: nothing is repeated.</summary>
    public int Replicates { get; init; } = 1;

    /// <summary>How each trial is trained in a process of its own, so that a crash of native code ends that trial only; null, the default, in the worker's.</summary>
    public IsolationDefinition? Isolation { get; init; }

    /// <summary>How often a trial that crashed is tried again. Default 2.</summary>
    public int Retries { get; init; } = 2;
}
