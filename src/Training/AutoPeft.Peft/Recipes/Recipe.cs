using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Recipes;

/// <summary>
/// Everything that is needed to train a configuration again, and to check that the result is the same.
/// </summary>
public sealed record Recipe
{
    /// <summary>The key of <see cref="Lineage"/> under which a recipe has what was trained, where that is not <see cref="Configuration"/>.</summary>
    public const string TrainedAs = "trained_as";

    /// <summary>The modules that the weights belong to; with the ranks that training found where it chose them.</summary>
    public required PeftConfig Configuration { get; init; }

    /// <summary>The base model.</summary>
    public required RecipeModel Model { get; init; }

    /// <summary>What the data is called.</summary>
    public required string DataName { get; init; }

    /// <summary>The parts of the data, each named once.</summary>
    public required ImmutableArray<RecipeSplit> Splits { get; init; }

    /// <summary>What was learned. Default: classes.</summary>
    public TaskKind Task { get; init; } = TaskKind.Classification;

    /// <summary>The metric that decided which epoch was kept; null in recipes of before it was written down.</summary>
    public string? Metric { get; init; }

    /// <summary>How much a row of each class counted in the training loss, in the order of <see cref="Classes"/>; empty for 1 each.</summary>
    public ImmutableArray<double> ClassWeights { get; init; } = [];

    /// <summary>The classes or tags in the order of the head's outputs; empty for numbers and next tokens.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>The training settings as the trainer wrote them: an object that only the trainer reads.</summary>
    public required JsonElement Training { get; init; }

    /// <summary>The seeds by what they are for, e.g. <c>training</c>.</summary>
    public required ImmutableSortedDictionary<string, long> Seeds { get; init; }

    /// <summary>What was measured with the exported weights.</summary>
    public required ImmutableArray<RecipeResult> Results { get; init; }

    /// <summary>The versions of what took part, e.g. <c>autopeft</c>.</summary>
    public required ImmutableSortedDictionary<string, string> Versions { get; init; }

    /// <summary>Where it comes from, e.g. the study's name and the trial's number.</summary>
    public required ImmutableSortedDictionary<string, string> Lineage { get; init; }

    /// <summary>What training began with: <see cref="Configuration"/>, unless training chose the ranks.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">The lineage has something else under <see cref="TrainedAs"/>.</exception>
    public PeftConfig Trained => Lineage.TryGetValue(TrainedAs, out var json) ? PeftConfig.FromJson(json, $"lineage.{TrainedAs}") : Configuration;
}
