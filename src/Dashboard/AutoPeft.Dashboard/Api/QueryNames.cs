namespace AutoPeft.Dashboard.Api;

/// <summary>Names what an endpoint reads from the query by itself, for the description.</summary>
/// <param name="Names">The names.</param>
internal sealed record QueryNames(params string[] Names);
