namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>How sure it is that a trial belongs to the front, once the chance of seeds is taken out.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Seeds">With how many seeds its configuration was measured.</param>
/// <param name="Probability">How likely no other really dominates it, in [0, 1].</param>
/// <param name="IsOnFront">Whether it is on the front as measured.</param>
internal sealed record CertaintyDocument(int Trial, int Seeds, double Probability, bool IsOnFront);
