using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Acquisition;

/// <summary>By how much a candidate with independent losses is expected to enlarge the dominated hypervolume: exact, or where the region has too many boxes, by quasi-Monte-Carlo.</summary>
/// <remarks>
/// The undominated region is cut into boxes [l, u]. A loss vector y adds the volume of the part of the region that it
/// dominates, so the expectation is Σ over boxes of Π over objectives of E[(u−y)⁺] − E[(l−y)⁺], and each of these
/// has a closed form, <see cref="Forecast.Excess"/> (Emmerich, Deutz and Klinkenberg 2011; Yang, Emmerich, Deutz and Bäck 2019). An
/// objective that is known exactly has σ = 0. The logarithm is computed without underflow, so it and its gradient still lead
/// somewhere where the improvement itself would round to 0 (Ament et al. 2023).
/// </remarks>
internal sealed class ExpectedHypervolumeImprovement
{
    /// <summary>Above so many boxes only some of them are looked at, <see cref="SampledBoxes"/>. One or two objectives never have as many.</summary>
    public const int MostBoxes = 10_000;

    private readonly double[][] _thresholds; // [objectives][distinct box sides], increasing, the first −∞
    private readonly int[] _boxes; // [boxes, objectives, low and high]: indices of thresholds
    private readonly int _objectives;
    private readonly double[] _weights; // [boxes], or empty where each stands for itself

    /// <summary>The improvement over a front.</summary>
    /// <param name="front">[n][objectives] losses.</param>
    /// <param name="reference">[objectives].</param>
    /// <param name="mostBoxes">Above so many boxes only some are looked at; needs three objectives.</param>
    public ExpectedHypervolumeImprovement(IReadOnlyList<double[]> front, double[] reference, int mostBoxes = MostBoxes)
    {
        _objectives = reference.Length;
        var all = BoxDecomposition.OfUndominated(front, reference, reference.Length > 2 ? mostBoxes : int.MaxValue);
        var sampled = all is null ? SampledBoxes.OfUndominated(front, reference) : null;
        var boxes = all ?? sampled!.Boxes;
        _weights = [.. sampled?.Weights ?? []];
        _thresholds = [.. Enumerable.Range(0, _objectives).Select(objective => boxes
            .SelectMany(box => new[] { box.Low[objective], box.High[objective] })
            .Append(double.NegativeInfinity).Distinct().Order().ToArray())];
        _boxes = [.. boxes.SelectMany(box => Enumerable.Range(0, _objectives).SelectMany(objective => new[]
        {
            Array.BinarySearch(_thresholds[objective], box.Low[objective]),
            Array.BinarySearch(_thresholds[objective], box.High[objective]),
        }))];
    }

    /// <summary>The natural logarithm of the expected improvement; negative infinity when there can be none.</summary>
    /// <param name="forecasts">[objectives].</param>
    public double Log(ReadOnlySpan<Forecast> forecasts)
    {
        Span<double> excesses = stackalloc double[_thresholds.Sum(thresholds => thresholds.Length) <= 256 ? 256 : 0];
        excesses = excesses.Length > 0 ? excesses : new double[_thresholds.Sum(thresholds => thresholds.Length)];
        FillExcesses(forecasts, excesses);
        var total = 0.0;
        for (var box = 0; box < _boxes.Length; box += 2 * _objectives)
        {
            var (volume, offset) = (WeightOf(box), 0);
            for (var objective = 0; objective < _objectives; objective++)
            {
                var side = box + (2 * objective);
                volume *= excesses[offset + _boxes[side + 1]] - excesses[offset + _boxes[side]];
                offset += _thresholds[objective].Length;
            }

            total += volume;
        }

        return total > 1e-200 ? Math.Log(total) : LogOfTails(forecasts, [], []);
    }

    /// <summary>As <see cref="Log"/>, and writes the derivatives by the means and by the deviations.</summary>
    /// <param name="forecasts">[objectives].</param>
    /// <param name="byMean">[objectives].</param>
    /// <param name="byDeviation">[objectives]; 0 where the deviation is 0.</param>
    public double LogWithGradient(ReadOnlySpan<Forecast> forecasts, Span<double> byMean, Span<double> byDeviation) =>
        LogOfTails(forecasts, byMean, byDeviation);

    private double WeightOf(int box) => _weights.Length == 0 ? 1 : _weights[box / (2 * _objectives)];

    private void FillExcesses(ReadOnlySpan<Forecast> forecasts, Span<double> excesses)
    {
        var place = 0;
        for (var objective = 0; objective < _objectives; objective++)
        {
            foreach (var threshold in _thresholds[objective])
            {
                excesses[place++] = double.IsNegativeInfinity(threshold) ? 0 : forecasts[objective].Excess(threshold);
            }
        }
    }

    private double LogOfTails(ReadOnlySpan<Forecast> forecasts, Span<double> byMean, Span<double> byDeviation)
    {
        var tails = new Tail[_objectives][];
        for (var objective = 0; objective < _objectives; objective++)
        {
            var forecast = forecasts[objective];
            tails[objective] = Array.ConvertAll(_thresholds[objective], threshold => Tail.Of(threshold, forecast));
        }

        byMean.Clear();
        byDeviation.Clear();
        var sum = (Largest: double.NegativeInfinity, Total: 0.0);
        var sides = new Tail[_objectives];
        for (var box = 0; box < _boxes.Length; box += 2 * _objectives)
        {
            var logVolume = Math.Log(WeightOf(box));
            for (var objective = 0; objective < _objectives; objective++)
            {
                var side = box + (2 * objective);
                sides[objective] = tails[objective][_boxes[side + 1]].Minus(tails[objective][_boxes[side]]);
                logVolume += sides[objective].Log;
            }

            Accumulate(logVolume, sides, new Gradients(byMean, byDeviation), ref sum);
        }

        for (var objective = 0; objective < byMean.Length && sum.Total > 0; objective++)
        {
            byMean[objective] /= sum.Total;
            byDeviation[objective] /= sum.Total;
        }

        return sum.Total > 0 ? sum.Largest + Math.Log(sum.Total) : double.NegativeInfinity;
    }

    /// <summary>Adds one box to sums that are kept relative to the largest box so far.</summary>
    private static void Accumulate(double logVolume, Tail[] sides, Gradients gradients, ref (double Largest, double Total) sum)
    {
        if (double.IsNegativeInfinity(logVolume))
        {
            return;
        }

        if (logVolume > sum.Largest)
        {
            var shrink = Math.Exp(sum.Largest - logVolume);
            sum.Total *= shrink;
            for (var objective = 0; objective < gradients.ByMean.Length; objective++)
            {
                gradients.ByMean[objective] *= shrink;
                gradients.ByDeviation[objective] *= shrink;
            }

            sum.Largest = logVolume;
        }

        var weight = Math.Exp(logVolume - sum.Largest);
        sum.Total += weight;
        for (var objective = 0; objective < gradients.ByMean.Length; objective++)
        {
            gradients.ByMean[objective] += weight * sides[objective].ByMean;
            gradients.ByDeviation[objective] += weight * sides[objective].ByDeviation;
        }
    }

    private readonly ref struct Gradients(Span<double> byMean, Span<double> byDeviation)
    {
        public Span<double> ByMean { get; } = byMean;

        public Span<double> ByDeviation { get; } = byDeviation;
    }
}
