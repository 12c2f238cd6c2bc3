using System.Collections.Immutable;
using System.Text.Json;

namespace AutoPeft.Bench.Training.Buckets;

/// <summary>What a training step costs where rows of similar length share a batch, and where they do not.</summary>
/// <param name="Modules">What was trained.</param>
/// <param name="Rows">The rows of the epoch.</param>
/// <param name="Tokens">Their tokens without padding.</param>
/// <param name="BucketedTokens">The tokens that go through the model with buckets, padding included.</param>
/// <param name="ShuffledTokens">The same without.</param>
/// <param name="BucketedMilliseconds">Processor time of a step with buckets: the mean of the rounds.</param>
/// <param name="ShuffledMilliseconds">The same without.</param>
/// <param name="Ratios">Time without over time with buckets, each round.</param>
internal sealed record BucketFigure(
    JsonElement Modules,
    int Rows,
    long Tokens,
    long BucketedTokens,
    long ShuffledTokens,
    double BucketedMilliseconds,
    double ShuffledMilliseconds,
    ImmutableArray<double> Ratios)
{
    /// <summary>The mean of the ratios: how much longer a step takes without buckets.</summary>
    public double Ratio => Math.Round(Ratios.Average(), 3);
}
