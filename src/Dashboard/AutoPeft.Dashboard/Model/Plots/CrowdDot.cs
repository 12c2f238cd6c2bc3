namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>One of very many trials in a picture, or several that lie so close that one dot stands for them.</summary>
/// <param name="Trial">The number of a trial that it stands for.</param>
/// <param name="Count">How many trials it stands for. At least 1.</param>
/// <param name="X">Its place across, in [0, 1].</param>
/// <param name="Y">Its place upwards, in [0, 1].</param>
public readonly record struct CrowdDot(int Trial, int Count, double X, double Y);
