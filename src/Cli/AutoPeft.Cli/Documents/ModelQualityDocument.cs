using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>How well the surrogate of an objective predicts trials that it has not seen.</summary>
internal sealed record ModelQualityDocument
{
    /// <summary>How many trials it was tried on.</summary>
    public required int Trials { get; init; }

    /// <summary>Spearman's correlation of expected and measured values.</summary>
    public required double RankCorrelation { get; init; }

    /// <summary>Which part of the values lies in the interval that should hold half of them.</summary>
    public required double Coverage50 { get; init; }

    /// <summary>Which part lies in the interval that should hold 80 %.</summary>
    public required double Coverage80 { get; init; }

    /// <summary>Which part lies in the interval that should hold 95 %.</summary>
    public required double Coverage95 { get; init; }

    /// <summary>Mean negative logarithm of the predicted density, in nats.</summary>
    public required double NegativeLogDensity { get; init; }

    /// <summary>The same for a model that knows only mean and spread.</summary>
    public required double BaselineNegativeLogDensity { get; init; }

    /// <summary>The root of the mean squared error, in losses.</summary>
    public required double RootMeanSquaredError { get; init; }

    /// <summary>For each trial its number, what was expected and what was measured, in losses.</summary>
    public required ImmutableArray<HeldOutDocument> Predictions { get; init; }
}
