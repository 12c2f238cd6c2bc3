using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>A trial of the final table: selected on validation rows, then measured on the held-out test rows.</summary>
internal sealed record EvaluatedTrialDocument
{
    /// <summary>What it is: <c>trial 7</c>, <c>uniform LoRA</c>, <c>majority class</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The trial's number; null for what was not trained.</summary>
    public int? Trial { get; init; }

    /// <summary>The point of the search space, or the baseline's settings; null for what was not trained.</summary>
    public JsonObject? Configuration { get; init; }

    /// <summary>What it measured on the validation rows, by which it was selected, and its costs.</summary>
    public JsonObject? Objectives { get; init; }

    /// <summary>What it measures on the test rows; null when the study has none.</summary>
    public JsonObject? Test { get; init; }

    /// <summary>Parameters that were trained beside the head; 0 when only the head was.</summary>
    public long TrainableParameters { get; init; }

    /// <summary>The same as a share of the base model's parameters.</summary>
    public double TrainableFraction { get; init; }

    /// <summary>How long it trained, in seconds; null for what was not trained.</summary>
    public double? Seconds { get; init; }
}
