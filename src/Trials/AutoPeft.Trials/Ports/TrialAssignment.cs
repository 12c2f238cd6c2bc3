using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Ports;

/// <summary>All that a runner needs to train one trial. Equal assignments give equal results.</summary>
public sealed record TrialAssignment
{
    /// <summary>The study: model, data, objectives.</summary>
    public required StudyDefinition Study { get; init; }

    /// <summary>The study as its store keeps it, from which another process can read it again; null when it is in none.</summary>
    public StudyHeader? Header { get; init; }

    /// <summary>Who wanted the trial: the configurations of baselines are read outside the space.</summary>
    public TrialOrigin Origin { get; init; }

    /// <summary>The trial's number.</summary>
    public required int Trial { get; init; }

    /// <summary>Which try this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The point of the search space, as the search wrote it.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>The modules to train; none trains the head only.</summary>
    public required PeftConfig Peft { get; init; }

    /// <summary>How to train them: the study's settings with the searched values put in.</summary>
    public required TrainingSettings Training { get; init; }

    /// <summary>Where all random choices of the training come from.</summary>
    public required long Seed { get; init; }

    /// <summary>What judges the trial on its way, and so where it is measured; null, the default, nobody: baselines are trained as a whole.</summary>
    public PrunerDefinition? Pruner { get; init; }

    /// <summary>The folder for the trial's files, the same for all attempts. Exists; full path.</summary>
    public required string CheckpointFolder { get; init; }

    /// <summary>Where an earlier attempt can be continued from; null starts afresh.</summary>
    public CheckpointReference? ResumeFrom { get; init; }
}
