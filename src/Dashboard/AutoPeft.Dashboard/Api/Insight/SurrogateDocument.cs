using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>How well the surrogate predicts trials that it has not seen (leave-one-out).</summary>
/// <param name="Objective">Of which objective.</param>
/// <param name="Coverage50">Which part of the losses lies in the interval that should hold half of them.</param>
/// <param name="Coverage80">The same of 80 %.</param>
/// <param name="Coverage95">The same of 95 %.</param>
/// <param name="NegativeLogDensity">The mean negative logarithm of the predicted density, in nats; smaller is better.</param>
/// <param name="BaselineNegativeLogDensity">The same for a model that knows only mean and spread.</param>
/// <param name="RankCorrelation">Spearman's correlation of expected and measured losses; null when it is not defined.</param>
/// <param name="RootMeanSquaredError">The root of the mean squared error.</param>
/// <param name="Predictions">Trial by trial.</param>
internal sealed record SurrogateDocument(
    string Objective,
    double Coverage50,
    double Coverage80,
    double Coverage95,
    double NegativeLogDensity,
    double BaselineNegativeLogDensity,
    double? RankCorrelation,
    double RootMeanSquaredError,
    ImmutableArray<PredictionDocument> Predictions);
