using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft sweep run</c> and <c>autopeft quickstart</c> say at the end.</summary>
internal sealed record SweepDocument
{
    /// <summary>The study's name.</summary>
    public required string Study { get; init; }

    /// <summary>Where all its random choices come from.</summary>
    public required long Seed { get; init; }

    /// <summary>What it optimises.</summary>
    public required ImmutableArray<ObjectiveDocument> Objectives { get; init; }

    /// <summary>Every trial of the search.</summary>
    public required ImmutableArray<TrialDocument> Trials { get; init; }

    /// <summary>The trials that no other dominates, best in the first objective first.</summary>
    public required ImmutableArray<EvaluatedTrialDocument> Front { get; init; }

    /// <summary>The dominated hypervolume.</summary>
    public required double Hypervolume { get; init; }

    /// <summary>For each objective the worst value that counts towards it; null without completed trials.</summary>
    public JsonObject? ReferencePoint { get; init; }

    /// <summary>What the front is compared with.</summary>
    public required ImmutableArray<EvaluatedTrialDocument> Baselines { get; init; }

    /// <summary>The recommended trade-off; null without completed trials.</summary>
    public EvaluatedTrialDocument? Knee { get; init; }

    /// <summary>The recommendation as files; null without completed trials.</summary>
    public ExportDocument? Export { get; init; }

    /// <summary>Whether the export, read back, measures what it says to the last digit; null without an export.</summary>
    public bool? Verified { get; init; }

    /// <summary>How long controllers have worked on it, in seconds.</summary>
    public double ActiveSeconds { get; init; }
}
