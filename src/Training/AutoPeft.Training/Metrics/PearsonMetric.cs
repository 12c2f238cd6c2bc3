namespace AutoPeft.Training.Metrics;

/// <summary>Pearson's correlation of predicted and true numbers, in [−1, 1].</summary>
/// <remarks>
/// <c>Σ(xᵢ − x̄)(yᵢ − ȳ) / √(Σ(xᵢ − x̄)² Σ(yᵢ − ȳ)²)</c>, in double precision, means first. GLUE reports it for STS-B.
/// </remarks>
public sealed class PearsonMetric : ICorrelationMetric
{
    /// <inheritdoc/>
    public string Name => "pearson";

    /// <inheritdoc/>
    public string Description => "Pearson correlation of predicted and true numbers, in [−1, 1].";

    /// <inheritdoc/>
    public double Measure(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predicted.Length, actual.Length);
        var (x, y) = (Mean(predicted), Mean(actual));
        double products = 0, predictedSquares = 0, actualSquares = 0;
        for (var i = 0; i < predicted.Length; i++)
        {
            var (dx, dy) = (predicted[i] - x, actual[i] - y);
            products += dx * dy;
            predictedSquares += dx * dx;
            actualSquares += dy * dy;
        }

        var spread = Math.Sqrt(predictedSquares) * Math.Sqrt(actualSquares);

        return spread > 0 ? Math.Clamp(products / spread, -1, 1) : 0;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
