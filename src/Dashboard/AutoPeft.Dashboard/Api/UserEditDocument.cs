namespace AutoPeft.Dashboard.Api;

/// <summary>Changes to a user; each ends the user's sessions. What is left out stays as it was.</summary>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>admin</c>.</param>
/// <param name="IsDisabled">Whether the user is kept out.</param>
/// <param name="Password">12 to 200 letters.</param>
internal sealed record UserEditDocument(string? Role, bool? IsDisabled, string? Password);
