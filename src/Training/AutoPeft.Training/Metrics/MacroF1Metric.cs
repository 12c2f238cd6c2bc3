namespace AutoPeft.Training.Metrics;

/// <summary>
/// The unweighted mean of the F1 of every class, so that rare classes count as much as frequent ones.
/// </summary>
/// <remarks>
/// A class that neither occurs nor is predicted contributes 0, as in scikit-learn with all labels given.
/// </remarks>
public sealed class MacroF1Metric : IClassificationMetric
{
    /// <inheritdoc/>
    public string Name => "f1_macro";

    /// <inheritdoc/>
    public string Description => "The mean F1 over the classes, each class weighted the same, in [0, 1].";

    /// <inheritdoc/>
    public bool Supports(int classes) => true;

    /// <inheritdoc/>
    public double Measure(ConfusionMatrix counts)
    {
        ArgumentNullException.ThrowIfNull(counts);

        return Enumerable.Range(0, counts.Classes).Average(counts.F1);
    }
}
