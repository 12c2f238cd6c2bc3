namespace AutoPeft.Dashboard.Model;

/// <summary>How much repetitions of one thing differ.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">The sample standard deviation.</param>
/// <param name="Count">How many they are; at least 2.</param>
internal sealed record Spread(double Mean, double Deviation, int Count)
{
    /// <summary>The spread of the finite values; null with fewer than two.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().Where(double.IsFinite).ToArray();
        if (known.Length < 2)
        {
            return null;
        }

        var mean = known.Average();
        return new(mean, Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / (known.Length - 1)), known.Length);
    }
}
