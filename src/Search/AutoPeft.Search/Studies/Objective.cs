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

    /// <summary>The loss of a value in the user's direction.</summary>
    public double ToLoss(double value) => Direction == Direction.Maximize ? -value : value;

    /// <summary>The value, in the user's direction, of a loss.</summary>
    public double FromLoss(double loss) => Direction == Direction.Maximize ? -loss : loss;
}
