using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>Estimates what a trial that was stopped would have measured in the end.</summary>
/// <remarks>
/// Its last losses, moved by the median of what trials that were trained to the end still gained from the same fidelity on. So
/// a stopped trial counts as one that learns like the others: its last value alone would make every stopped configuration look
/// worse than it is, and leaving it out would teach the sampler nothing of a region it should leave.
/// </remarks>
public static class CurveExtrapolation
{
    /// <summary>The estimated losses at the end: [measured objectives].</summary>
    /// <param name="stopped">The trial that was stopped; at least one point.</param>
    /// <param name="whole">The trials that were trained to the end; none leaves the last losses as they are.</param>
    public static ImmutableArray<double> ToTheEnd(LearningCurve stopped, IReadOnlyList<LearningCurve> whole)
    {
        ArgumentNullException.ThrowIfNull(stopped);

        var last = stopped.Points[^1];
        return [.. last.Losses.Select((loss, objective) => loss + MedianGain(whole, last.Fidelity, objective))];
    }

    private static double MedianGain(IReadOnlyList<LearningCurve> whole, Fidelity from, int objective)
    {
        var gains = whole.Where(curve => curve.At(from) is not null)
            .Select(curve => curve.Points[^1].Losses[objective] - curve.At(from)!.Losses[objective])
            .Where(double.IsFinite).Order().ToArray();

        return gains.Length == 0 ? 0 : 0.5 * (gains[(gains.Length - 1) / 2] + gains[gains.Length / 2]);
    }
}
