namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>A trial in a picture.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="X">Its place across, in [0, 1].</param>
/// <param name="Y">Its place upwards, in [0, 1].</param>
/// <param name="Class">How it is drawn: <c>front</c>, <c>dominated</c>, <c>infeasible</c> or <c>baseline</c>.</param>
/// <param name="Title">What is read out and shown on hovering.</param>
public sealed record PlotPoint(int Trial, double X, double Y, string Class, string Title)
{
    /// <summary>Whether it is the recommended trade-off.</summary>
    public bool IsKnee { get; init; }

    /// <summary>The trial's page.</summary>
    public string Link { get; init; } = string.Empty;
}
