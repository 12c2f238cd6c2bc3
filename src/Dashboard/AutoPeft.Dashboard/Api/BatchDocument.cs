namespace AutoPeft.Dashboard.Api;

/// <summary>The same done to many trials.</summary>
/// <param name="Command"><c>retry</c>: failed and infeasible trials are queued again; <c>cancel</c>: trials without a result are called off.</param>
/// <param name="Filter">Which, as on the page of trials; empty or left out for all.</param>
internal sealed record BatchDocument(string? Command, string? Filter);
