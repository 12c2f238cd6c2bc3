namespace AutoPeft.Dashboard.Api;

/// <summary>An objective as the API gives it.</summary>
internal sealed record ObjectiveDocument(string Name, string Direction, string Unit, bool IsAnalytic);
