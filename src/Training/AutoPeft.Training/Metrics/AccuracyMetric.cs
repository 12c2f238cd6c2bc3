namespace AutoPeft.Training.Metrics;

/// <summary>The share of rows predicted right.</summary>
public sealed class AccuracyMetric : IClassificationMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public string Description => "The share of rows predicted right, in [0, 1].";

    /// <inheritdoc/>
    public bool Supports(int classes) => true;

    /// <inheritdoc/>
    public double Measure(ConfusionMatrix counts)
    {
        ArgumentNullException.ThrowIfNull(counts);

        return (double)counts.Correct / counts.Total;
    }
}
