namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>A worker's try at a trial, on a line of time.</summary>
/// <param name="Start">Where it begins, in [0, 1].</param>
/// <param name="End">Where it ends or is now, in [0, 1].</param>
/// <param name="Class">How it is drawn: the trial's state, or how the try ended.</param>
/// <param name="Title">What is read out and shown on hovering.</param>
/// <param name="Link">The trial's page.</param>
public sealed record TimelineBar(double Start, double End, string Class, string Title, string Link);
