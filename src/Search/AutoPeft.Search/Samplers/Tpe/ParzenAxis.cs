using AutoPeft.Search.Space;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>One factor of the product kernels of a Parzen estimator: how likely a value is near an observed one.</summary>
/// <remarks>All densities are relative to the uniform distribution of the domain, whose logarithm is 0 everywhere.</remarks>
internal abstract class ParzenAxis
{
    /// <summary>The factor of a domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="observed">[kernels]: encoded values, NaN where inactive.</param>
    /// <param name="width">The standard deviation of kernels over numbers, as a part of the range.</param>
    public static ParzenAxis Of(ParameterDomain domain, double[] observed, double width) => domain switch
    {
        CategoricalDomain or BooleanDomain => LevelAxis.OfNames(((DiscreteDomain)domain).Count, observed),
        DiscreteDomain ordered when ParzenEncoding.HasLevels(domain) => LevelAxis.OfNumbers(ordered.Count, observed, width),
        _ => new PlaceAxis(observed, width),
    };

    /// <summary>Adds, for each kernel, the logarithm of its density at a value; nothing for kernels that are inactive here.</summary>
    /// <param name="value">The encoded value; not NaN.</param>
    /// <param name="sums">[kernels].</param>
    public abstract void AddLogDensities(double value, Span<double> sums);

    /// <summary>A draw from a kernel, as a place in [0, 1] that <see cref="ParameterDomain.FromUnit"/> reads.</summary>
    /// <param name="kernel">The kernel; one that is inactive here draws uniformly.</param>
    /// <param name="uniform">A uniform number in [0, 1).</param>
    public abstract double Draw(int kernel, double uniform);
}
