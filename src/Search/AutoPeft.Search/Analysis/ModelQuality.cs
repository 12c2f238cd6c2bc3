using System.Collections.Immutable;

namespace AutoPeft.Search.Analysis;

/// <summary>How well a model predicts trials that it has not seen, so that one knows whether to believe it.</summary>
public sealed record ModelQuality
{
    /// <summary>The predictions that were judged.</summary>
    public required ImmutableArray<HeldOutPrediction> Predictions { get; init; }

    /// <summary>Which part of the losses lies in the central interval that should hold half of them.</summary>
    public required double Coverage50 { get; init; }

    /// <summary>Which part of the losses lies in the central interval that should hold 80 % of them.</summary>
    public required double Coverage80 { get; init; }

    /// <summary>Which part of the losses lies in the central interval that should hold 95 % of them.</summary>
    public required double Coverage95 { get; init; }

    /// <summary>The mean negative logarithm of the predicted density at the loss, in nats; smaller is better.</summary>
    public required double NegativeLogDensity { get; init; }

    /// <summary>The same for a model that knows nothing but mean and spread of all losses.</summary>
    public required double BaselineNegativeLogDensity { get; init; }

    /// <summary>Spearman's correlation of expected and measured losses: does the model order trials as they came out?</summary>
    public required double RankCorrelation { get; init; }

    /// <summary>The root of the mean squared error.</summary>
    public required double RootMeanSquaredError { get; init; }

    /// <summary>Judges predictions; at least two.</summary>
    public static ModelQuality Of(ImmutableArray<HeldOutPrediction> predictions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(predictions.Length, 2, nameof(predictions));

        var losses = predictions.Select(prediction => prediction.Loss).ToArray();
        var mean = losses.Average();
        var spread = Math.Sqrt(Math.Max(1e-300, losses.Average(loss => (loss - mean) * (loss - mean))));
        return new()
        {
            Predictions = predictions,
            Coverage50 = Coverage(predictions, 0.5),
            Coverage80 = Coverage(predictions, 0.8),
            Coverage95 = Coverage(predictions, 0.95),
            NegativeLogDensity = -predictions.Average(prediction => prediction.LogDensity),
            BaselineNegativeLogDensity = -losses.Average(loss => HeldOutPrediction.OfNormal(0, loss, mean, spread).LogDensity),
            RankCorrelation = Analysis.RankCorrelation.Of(losses, [.. predictions.Select(prediction => prediction.Expected)]),
            RootMeanSquaredError = Math.Sqrt(predictions.Average(prediction => Math.Pow(prediction.Loss - prediction.Expected, 2))),
        };
    }

    private static double Coverage(ImmutableArray<HeldOutPrediction> predictions, double level) =>
        predictions.Average(prediction => Math.Abs(prediction.Cumulative - 0.5) <= 0.5 * level ? 1.0 : 0);
}
