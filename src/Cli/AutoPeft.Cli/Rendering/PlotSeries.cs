namespace AutoPeft.Cli.Rendering;

/// <summary>Points of one kind in a plot.</summary>
/// <param name="Symbol">The character that marks them.</param>
/// <param name="Name">What the legend calls them.</param>
/// <param name="Points">Where they are. X at least 0.</param>
internal sealed record PlotSeries(char Symbol, string Name, IReadOnlyList<(double X, double Y)> Points);
