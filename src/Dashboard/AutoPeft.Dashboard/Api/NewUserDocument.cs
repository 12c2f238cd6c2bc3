namespace AutoPeft.Dashboard.Api;

/// <summary>A user who is to be made.</summary>
/// <param name="Name">1 to 60 letters from a to z, digits, dots, dashes, underscores and <c>@</c>.</param>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>admin</c>.</param>
/// <param name="Password">12 to 200 letters.</param>
internal sealed record NewUserDocument(string? Name, string? Role, string? Password);
