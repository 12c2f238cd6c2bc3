namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>A part of the importance of all parameters.</summary>
/// <param name="Name">A layer, a setting of a method, or a method.</param>
/// <param name="Share">Its part, in [0, 1].</param>
internal sealed record ShareDocument(string Name, double Share);
