using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>A density over configurations: a mixture of product kernels around observed ones, and the uniform distribution.</summary>
/// <remarks>
/// Each kernel is a product over all active parameters (multivariate TPE), so what went well together is drawn together. A
/// parameter that a kernel's configuration does not have is uniform in it. The width follows Scott's rule, 0.2 n^(−1/(d+4)) of
/// the range.
/// </remarks>
internal sealed class ParzenEstimator
{
    private const double Width = 0.2;

    private readonly ParzenEncoding _encoding;
    private readonly ParzenAxis[] _axes;
    private readonly double[] _cumulative; // [kernels + 1]: the uniform distribution last
    private readonly double[] _logWeights;

    /// <summary>The density around some configurations.</summary>
    /// <param name="encoding">The encoding of their space.</param>
    /// <param name="observed">The configurations; none gives the uniform distribution.</param>
    /// <param name="weights">How much each counts; null: 1, as much as the uniform distribution.</param>
    public ParzenEstimator(ParzenEncoding encoding, IReadOnlyList<Configuration> observed, IReadOnlyList<double>? weights = null)
    {
        _encoding = encoding;
        var encoded = observed.Select(encoding.Encode).ToArray();
        var searched = encoding.Domains.Count(domain => domain.LevelCount != 1);
        var width = Width * Math.Pow(Math.Max(1, encoded.Length), -1.0 / (searched + 4));
        _axes = [.. encoding.Domains.Select((domain, i) => ParzenAxis.Of(domain, Array.ConvertAll(encoded, numbers => numbers[i]), width))];

        var shares = observed.Select((_, i) => weights?[i] ?? 1).Append(1.0).ToArray();
        var total = shares.Sum();
        _logWeights = Array.ConvertAll(shares, share => Math.Log(share / total));
        _cumulative = new double[shares.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            _cumulative[i] = (i > 0 ? _cumulative[i - 1] : 0) + (shares[i] / total);
        }
    }

    /// <summary>A draw, as a point of the unit cube that <see cref="SearchSpace.FromUnit"/> reads.</summary>
    public double[] Draw(RandomKey key)
    {
        var choice = key.Uniform(0);
        var kernel = Array.FindIndex(_cumulative, sum => choice < sum);
        var isUniform = kernel < 0 || kernel == _cumulative.Length - 1;
        var point = new double[_axes.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var uniform = key.Uniform(i + 1);
            point[i] = isUniform ? uniform : _axes[i].Draw(kernel, uniform);
        }

        return point;
    }

    /// <summary>The logarithm of the density relative to the uniform distribution.</summary>
    public double LogDensity(Configuration configuration)
    {
        var numbers = _encoding.Encode(configuration);
        double[] sums = [.. _logWeights];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.IsNaN(numbers[i]))
            {
                _axes[i].AddLogDensities(numbers[i], sums.AsSpan(0, sums.Length - 1));
            }
        }

        var largest = sums.Max();
        return largest + Math.Log(sums.Sum(sum => Math.Exp(sum - largest)));
    }
}
