namespace AutoPeft.Training.Metrics;

/// <summary>
/// Matthews correlation coefficient for any number of classes, in [−1, 1]; 0 is no better than chance.
/// </summary>
/// <remarks>
/// Matthews 1975 for two classes; Gorodkin, "Comparing two K-category assignments by a K-category correlation
/// coefficient", Computational Biology and Chemistry 2004, Eq. 8: with c rows right of s, and p and t the counts of
/// each class predicted and true, <c>(c·s − Σpₖtₖ) / √((s² − Σpₖ²)(s² − Σtₖ²))</c>. 0 when only one class is predicted
/// or only one occurs. GLUE reports it for CoLA.
/// </remarks>
public sealed class MatthewsMetric : IClassificationMetric
{
    /// <inheritdoc/>
    public string Name => "matthews";

    /// <inheritdoc/>
    public string Description => "Matthews correlation coefficient, in [−1, 1].";

    /// <inheritdoc/>
    public bool Supports(int classes) => true;

    /// <inheritdoc/>
    public double Measure(ConfusionMatrix counts)
    {
        ArgumentNullException.ThrowIfNull(counts);

        double products = 0, predictedSquares = 0, actualSquares = 0;
        for (var k = 0; k < counts.Classes; k++)
        {
            double predicted = counts.Predicted(k);
            double actual = counts.Actual(k);
            products += predicted * actual;
            predictedSquares += predicted * predicted;
            actualSquares += actual * actual;
        }

        double total = counts.Total;
        var spread = ((total * total) - predictedSquares) * ((total * total) - actualSquares);

        return spread == 0 ? 0 : ((counts.Correct * total) - products) / Math.Sqrt(spread);
    }
}
