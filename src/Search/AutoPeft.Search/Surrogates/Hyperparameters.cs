using System.Collections.Immutable;

namespace AutoPeft.Search.Surrogates;

/// <summary>What shapes a Gaussian process with a constant mean, one length scale a dimension and independent noise.</summary>
/// <remarks>
/// The covariance of the values at x and x' is <c>s κ(r) Π (o + Σ g x x')</c>: s the signal variance, κ the correlation, and for each group
/// of dimensions along which the variance grows its offset o and the growth g of each of its dimensions.
/// </remarks>
/// <param name="LengthScales">[dimensions], positive: how far a dimension must move to matter. Inputs span [0, 1].</param>
/// <param name="SignalVariance">The variance of the function, times the groups' factors where there are any. Positive.</param>
/// <param name="NoiseVariance">The variance of the measurement noise. Not negative.</param>
/// <param name="Mean">The value far away from all data.</param>
public sealed record Hyperparameters(
    ImmutableArray<double> LengthScales,
    double SignalVariance,
    double NoiseVariance,
    double Mean)
{
    /// <summary>How much the variance grows along each dimension of each group, positive. Empty, the default: nowhere.</summary>
    public ImmutableArray<double> Growth { get; init; } = [];

    /// <summary>[groups]: the factor of a group where all its coordinates are 0, positive. Empty, the default, without groups.</summary>
    public ImmutableArray<double> Offsets { get; init; } = [];

    /// <summary>What is added to the mean. Empty, the default: nothing.</summary>
    public ImmutableArray<Trend> Trends { get; init; } = [];

    /// <summary>
    /// What optimisers and samplers move: [log ℓ…, log growth…, log offsets…, slopes of trends…, log signal variance, log noise variance, mean].
    /// </summary>
    internal double[] ToVector() =>
    [
        .. LengthScales.Concat(Growth).Concat(Offsets).Select(value => Math.Log(value)),
        .. Trends.Select(trend => trend.Slope),
        Math.Log(SignalVariance), Math.Log(NoiseVariance), Mean,
    ];

    /// <summary>The mean at a point before any data.</summary>
    internal double MeanAt(ReadOnlySpan<double> point)
    {
        var mean = Mean;
        foreach (var (coordinate, slope) in Trends)
        {
            mean += slope * point[coordinate];
        }

        return mean;
    }

    /// <summary>The hyperparameters of such a vector.</summary>
    /// <param name="vector">[dimensions + growing dimensions + groups + trends + 3].</param>
    /// <param name="inputs">What the process sees: its dimensions, groups and trends.</param>
    internal static Hyperparameters FromVector(ReadOnlySpan<double> vector, TrainingInputs inputs)
    {
        var (trends, groups) = (inputs.Trends.Length, inputs.Growing.Length);
        var slopes = vector[^(3 + trends)..^3].ToArray();

        return new(Exponentials(vector[..inputs.Dimensions]), Math.Exp(vector[^3]), Math.Exp(vector[^2]), vector[^1])
        {
            Growth = Exponentials(vector[inputs.Dimensions..^(3 + trends + groups)]),
            Offsets = Exponentials(vector[^(3 + trends + groups)..^(3 + trends)]),
            Trends = [.. inputs.Trends.Select((coordinate, index) => new Trend(coordinate, slopes[index]))],
        };
    }

    private static ImmutableArray<double> Exponentials(ReadOnlySpan<double> logarithms)
    {
        var values = ImmutableArray.CreateBuilder<double>(logarithms.Length);
        foreach (var logarithm in logarithms)
        {
            values.Add(Math.Exp(logarithm));
        }

        return values.MoveToImmutable();
    }
}
