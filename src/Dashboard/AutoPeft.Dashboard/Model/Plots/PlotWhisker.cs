namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>How much repetitions of one configuration differ: mean and one standard deviation to both sides.</summary>
/// <param name="X">The mean's place across, in [0, 1].</param>
/// <param name="Low">Where it ends below, in [0, 1].</param>
/// <param name="High">Where it ends above, in [0, 1].</param>
/// <param name="Title">What is read out and shown on hovering.</param>
public sealed record PlotWhisker(double X, double Low, double High, string Title)
{
    /// <summary>The mean's place upwards, in [0, 1].</summary>
    public double Y { get; init; }

    /// <summary>Where it ends to the left, in [0, 1].</summary>
    public double Left { get; init; }

    /// <summary>Where it ends to the right, in [0, 1].</summary>
    public double Right { get; init; }
}
