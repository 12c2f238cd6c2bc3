namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>What configurations of a space cost.</summary>
/// <param name="Name">The cost.</param>
/// <param name="Least">The least of the sample.</param>
/// <param name="Median">Its median.</param>
/// <param name="Most">The largest.</param>
public sealed record CostRange(string Name, double Least, double Median, double Most);
