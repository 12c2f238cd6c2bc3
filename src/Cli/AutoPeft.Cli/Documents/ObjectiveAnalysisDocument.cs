using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What the trials of a study say about one objective, or about all together.</summary>
internal sealed record ObjectiveAnalysisDocument
{
    /// <summary>The objective's name; null for all together.</summary>
    public string? Objective { get; init; }

    /// <summary>The parameters, the most important first; empty with too few trials.</summary>
    public required ImmutableArray<ImportanceDocument> Importances { get; init; }

    /// <summary>The same by layer, module and method; null where no parameter belongs to one.</summary>
    public ImportanceGroupsDocument? Groups { get; init; }

    /// <summary>How well the surrogate predicts it; null for what is not modelled and with too few trials.</summary>
    public ModelQualityDocument? Surrogate { get; init; }

    /// <summary>Each parameter against the objective; null for all together.</summary>
    public ImmutableArray<SliceDocument>? Slices { get; init; }

    /// <summary>Pairs of the most important parameters against the objective; null for all together.</summary>
    public ImmutableArray<ContourDocument>? Contours { get; init; }
}
