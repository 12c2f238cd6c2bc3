namespace AutoPeft.Search.Surrogates;

/// <summary>A log-normal prior of a positive hyperparameter.</summary>
/// <param name="Center">The mean of the logarithm.</param>
/// <param name="Spread">The standard deviation of the logarithm. Positive.</param>
public sealed record LogNormalPrior(double Center, double Spread)
{
    /// <summary>The negative logarithm of the prior density of the logarithm, up to a constant, and its derivative.</summary>
    internal (double Value, double Slope) Penalty(double logarithm)
    {
        var z = (logarithm - Center) / Spread;

        return (0.5 * z * z, z / Spread);
    }
}
