namespace AutoPeft.Dashboard.Api;

/// <summary>What was made.</summary>
/// <param name="Name">Its name.</param>
internal sealed record CreatedDocument(string Name);
