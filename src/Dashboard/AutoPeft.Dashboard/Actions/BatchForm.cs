namespace AutoPeft.Dashboard.Actions;

/// <summary>The form that does something to every trial that a filter lets through.</summary>
/// <param name="Command"><c>retry</c> or <c>cancel</c>.</param>
/// <param name="Filter">The filter; empty for all trials.</param>
/// <param name="Confirm"><c>yes</c> when it is meant.</param>
internal sealed record BatchForm(string? Command, string? Filter, string? Confirm);
