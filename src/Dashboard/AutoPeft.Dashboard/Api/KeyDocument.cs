namespace AutoPeft.Dashboard.Api;

/// <summary>A key without its secret.</summary>
internal sealed record KeyDocument(string Id, string Name, string Role, DateTimeOffset Created);
