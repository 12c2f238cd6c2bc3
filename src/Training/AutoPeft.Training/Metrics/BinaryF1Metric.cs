namespace AutoPeft.Training.Metrics;

/// <summary>
/// F1 of the positive class, which is class number 1, of two classes: <c>2·TP / (2·TP + FP + FN)</c>.
/// </summary>
/// <remarks>
/// van Rijsbergen, "Information Retrieval", 1979. GLUE reports it for MRPC and QQP. 0 when there is no positive at all.
/// </remarks>
public sealed class BinaryF1Metric : IClassificationMetric
{
    private const int Positive = 1;

    /// <inheritdoc/>
    public string Name => "f1";

    /// <inheritdoc/>
    public string Description => "F1 of the second of two classes, in [0, 1].";

    /// <inheritdoc/>
    public bool Supports(int classes) => classes == 2;

    /// <inheritdoc/>
    public double Measure(ConfusionMatrix counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Classes, 2);

        return counts.F1(Positive);
    }
}
