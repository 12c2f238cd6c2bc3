using System.Collections.Immutable;

namespace AutoPeft.Search.Surrogates;

/// <summary>What a kernel is made of.</summary>
/// <param name="Shape">How the correlation falls with distance.</param>
/// <param name="Growing">Groups of dimensions along which the variance grows; see <see cref="Hyperparameters"/>.</param>
internal sealed record KernelStructure(KernelShape Shape, ImmutableArray<ImmutableArray<int>> Growing)
{
    /// <summary>A kernel with the same variance everywhere.</summary>
    public KernelStructure(KernelShape shape)
        : this(shape, [])
    {
    }

    /// <summary>Σ over all groups of their dimensions.</summary>
    public int GrowingDimensions => Growing.Sum(group => group.Length);

    /// <summary>What the factor of a group is at two points: <c>o + Σ g x x'</c>.</summary>
    public double Factor(int group, Hyperparameters hyperparameters, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var (factor, place) = (hyperparameters.Offsets[group], First(group));
        foreach (var dimension in Growing[group])
        {
            factor += hyperparameters.Growth[place++] * left[dimension] * right[dimension];
        }

        return factor;
    }

    /// <summary>What the correlation of two points is multiplied with.</summary>
    public double Variance(Hyperparameters hyperparameters, ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var variance = hyperparameters.SignalVariance;
        for (var group = 0; group < Growing.Length; group++)
        {
            variance *= Factor(group, hyperparameters, left, right);
        }

        return variance;
    }

    /// <summary>Where the growth of a group's first dimension stands.</summary>
    public int First(int group)
    {
        var first = 0;
        for (var other = 0; other < group; other++)
        {
            first += Growing[other].Length;
        }

        return first;
    }
}
