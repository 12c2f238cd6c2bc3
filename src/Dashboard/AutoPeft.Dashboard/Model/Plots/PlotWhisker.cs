namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>How much repetitions of one configuration differ: mean and one standard deviation to both sides.</summary>
/// <param name="X">The place across, in [0, 1].</param>
/// <param name="Low">Where it ends below, in [0, 1].</param>
/// <param name="High">Where it ends above, in [0, 1].</param>
/// <param name="Title">What is read out and shown on hovering.</param>
public sealed record PlotWhisker(double X, double Low, double High, string Title);
