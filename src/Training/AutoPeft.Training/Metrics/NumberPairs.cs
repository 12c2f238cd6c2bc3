using System.Collections.Immutable;

namespace AutoPeft.Training.Metrics;

/// <summary>Predicted numbers beside the true ones.</summary>
/// <param name="Predicted">What the model predicts, row by row.</param>
/// <param name="Actual">The true numbers of the same rows.</param>
public sealed record NumberPairs(ImmutableArray<double> Predicted, ImmutableArray<double> Actual);
