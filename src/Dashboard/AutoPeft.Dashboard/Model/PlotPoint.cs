namespace AutoPeft.Dashboard.Model;

/// <summary>A trial in a picture.</summary>
/// <param name="X">Its place across, in [0, 1].</param>
/// <param name="Y">Its place upwards, in [0, 1].</param>
/// <param name="Class">How it is drawn: <c>front</c>, <c>dominated</c> or <c>baseline</c>.</param>
/// <param name="IsKnee">Whether it is the recommended trade-off.</param>
/// <param name="Link">The trial's page.</param>
/// <param name="Title">What is read out and shown on hovering.</param>
public sealed record PlotPoint(double X, double Y, string Class, bool IsKnee, string Link, string Title);
