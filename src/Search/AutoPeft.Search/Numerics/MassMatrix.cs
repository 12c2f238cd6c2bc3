using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Numerics;

/// <summary>The covariance that Hamiltonian dynamics take a distribution to have; momenta have its inverse.</summary>
internal sealed class MassMatrix
{
    private readonly double[] _covariance; // [size, size]
    private readonly CholeskyFactor _factor;
    private readonly int _size;

    private MassMatrix(double[] covariance, int size)
    {
        (_covariance, _size) = (covariance, size);
        _factor = CholeskyFactor.Of(covariance, size);
    }

    /// <summary>Independent coordinates of variance 1.</summary>
    public static MassMatrix Unit(int size)
    {
        var covariance = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            covariance[(i * size) + i] = 1;
        }

        return new(covariance, size);
    }

    /// <summary>The covariance of draws, drawn towards small independent variances as Stan does.</summary>
    /// <param name="draws">[n][size], at least 2.</param>
    public static MassMatrix Of(IReadOnlyList<double[]> draws)
    {
        var (count, size) = (draws.Count, draws[0].Length);
        var means = Enumerable.Range(0, size).Select(i => draws.Average(draw => draw[i])).ToArray();
        var covariance = new double[size * size];
        foreach (var draw in draws)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    covariance[(i * size) + j] += (draw[i] - means[i]) * (draw[j] - means[j]) / (count - 1) * count / (count + 5.0);
                }
            }
        }

        for (var i = 0; i < size; i++)
        {
            covariance[(i * size) + i] += 1e-3 * 5 / (count + 5.0);
        }

        return new(covariance, size);
    }

    /// <summary>A random momentum: [size].</summary>
    public double[] Momentum(RandomKey key)
    {
        var momentum = new double[_size];
        for (var i = 0; i < _size; i++)
        {
            momentum[i] = key.Normal(i);
        }

        _factor.SolveUpper(momentum); // With Σ = LLᵀ, L⁻ᵀz has covariance Σ⁻¹.
        return momentum;
    }

    /// <summary>How fast a momentum moves: Σp.</summary>
    public double[] Velocity(ReadOnlySpan<double> momentum)
    {
        var velocity = new double[_size];
        for (var i = 0; i < _size; i++)
        {
            velocity[i] = VectorOperations.Dot(_covariance.AsSpan(i * _size, _size), momentum);
        }

        return velocity;
    }

    /// <summary>½ pᵀΣp.</summary>
    public double Energy(double[] momentum) => 0.5 * VectorOperations.Dot(momentum, Velocity(momentum));
}
