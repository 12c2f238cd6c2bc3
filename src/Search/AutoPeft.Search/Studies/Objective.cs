namespace AutoPeft.Search.Studies;

/// <summary>Something that the study optimises.</summary>
/// <remarks>
/// The search minimises <em>losses</em>. This type is the only place where a value as the user knows it becomes a loss
/// and back; everything that is called a loss is smaller when better.
/// </remarks>
/// <param name="Name">The name, unique in its study.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Unit">What the values are counted in, for people; empty when they are plain numbers.</param>
public sealed record Objective(string Name, Direction Direction, string Unit = "")
{
    /// <summary>Whether the value follows from the configuration alone, so that it is known and never modelled. Default false.</summary>
    public bool IsAnalytic { get; init; }

    /// <summary>Whether ratios of values matter rather than differences: losses are then decimal logarithms. Default false.</summary>
    /// <remarks>For costs that span decades, such as parameter counts. All values must be positive.</remarks>
    public bool IsLogarithmic { get; init; }

    /// <summary>The worst value that still counts towards the hypervolume; null, the default: inferred from what was found.</summary>
    public double? Reference { get; init; }

    /// <summary>The loss of a value in the user's direction.</summary>
    public double ToLoss(double value)
    {
        var scaled = IsLogarithmic ? Math.Log10(value) : value;

        return Direction == Direction.Maximize ? -scaled : scaled;
    }

    /// <summary>The value, in the user's direction, of a loss.</summary>
    public double FromLoss(double loss)
    {
        var scaled = Direction == Direction.Maximize ? -loss : loss;

        return IsLogarithmic ? Math.Pow(10, scaled) : scaled;
    }
}
