namespace AutoPeft.Search.Surrogates;

/// <summary>How losses become the targets of a Gaussian process: standardised, after taking logarithms above a floor where there is one.</summary>
/// <remarks>A Gaussian process over logarithms is a warped one (Snelson, Rasmussen and Ghahramani 2004): its losses vary less where they are small.</remarks>
/// <param name="Floor">What losses cannot fall below; negative infinity: no logarithms are taken.</param>
/// <param name="Offset">The mean before standardising.</param>
/// <param name="Spread">The standard deviation before standardising. Positive.</param>
internal sealed record LossScale(double Floor, double Offset, double Spread)
{
    /// <summary>The scale that gives these losses mean 0 and variance 1.</summary>
    /// <param name="losses">[n], all above the floor.</param>
    /// <param name="floor">The floor; negative infinity: none.</param>
    public static LossScale Of(double[] losses, double floor = double.NegativeInfinity)
    {
        var raw = new LossScale(floor, 0, 1);
        var values = Array.ConvertAll(losses, raw.ToTarget);
        var offset = values.Average();
        var spread = Math.Sqrt(values.Sum(value => (value - offset) * (value - offset)) / values.Length);

        return new(floor, offset, spread > 1e-12 * Math.Max(1e-12, Math.Abs(offset)) ? spread : 1);
    }

    /// <summary>The smallest loss that has a target of reasonable size.</summary>
    public double Lowest => double.IsNegativeInfinity(Floor) ? Floor : Floor + Math.Exp(Offset - (10 * Spread));

    /// <summary>The target of a loss.</summary>
    public double ToTarget(double loss) => ((double.IsNegativeInfinity(Floor) ? loss : Math.Log(loss - Floor)) - Offset) / Spread;

    /// <summary>The loss of a target.</summary>
    public double ToLoss(double target)
    {
        var value = Offset + (Spread * target);

        return double.IsNegativeInfinity(Floor) ? value : Floor + Math.Exp(value);
    }

    /// <summary>What a normal belief about the target says about the loss.</summary>
    public Forecast ToForecast(double mean, double deviation) => new(Offset + (Spread * mean), Spread * deviation, Floor);

    /// <summary>The logarithm of the density of losses relative to that of their targets.</summary>
    public double LogJacobian(double[] losses)
    {
        var sum = -losses.Length * Math.Log(Spread);

        return double.IsNegativeInfinity(Floor) ? sum : sum - losses.Sum(loss => Math.Log(loss - Floor));
    }
}
