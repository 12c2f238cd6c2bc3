namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>The form that a browser logs in with.</summary>
/// <param name="Key">The key.</param>
/// <param name="Return">Where to go then.</param>
internal sealed record LoginForm(string? Key, string? Return);
