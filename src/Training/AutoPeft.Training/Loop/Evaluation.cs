using System.Collections.Immutable;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Loop;

/// <summary>What a model makes of the rows of a dataset.</summary>
/// <param name="Predictions">The class with the largest logit, row by row; the first of equals.</param>
/// <param name="Counts">The predictions against the true classes.</param>
/// <param name="Loss">The mean cross entropy, in nats; may be infinite or not a number when training diverged.</param>
public sealed record Evaluation(ImmutableArray<int> Predictions, ConfusionMatrix Counts, double Loss);
