namespace AutoPeft.Dashboard.Api;

/// <summary>A key that is to be made.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Role"><c>viewer</c>, <c>operator</c> or <c>admin</c>.</param>
internal sealed record NewKeyDocument(string? Name, string? Role);
