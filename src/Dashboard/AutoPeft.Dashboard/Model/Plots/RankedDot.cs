namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>A trial in a picture of parameters.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="X">Its place across, in [0, 1].</param>
/// <param name="Y">Its place upwards, in [0, 1].</param>
/// <param name="Class">How it is drawn: <c>front</c>, <c>dominated</c>, or <c>rank0</c> (the best fifth) to <c>rank4</c>.</param>
/// <param name="Title">What is shown on hovering.</param>
public sealed record RankedDot(int Trial, double X, double Y, string Class, string Title);
