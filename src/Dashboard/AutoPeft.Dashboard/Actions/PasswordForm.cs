namespace AutoPeft.Dashboard.Actions;

/// <summary>The form that changes one's own password.</summary>
/// <param name="Current">The password until now.</param>
/// <param name="Password">The new one.</param>
/// <param name="Again">The new one again.</param>
internal sealed record PasswordForm(string? Current, string? Password, string? Again);
