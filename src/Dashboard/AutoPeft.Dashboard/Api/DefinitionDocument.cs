namespace AutoPeft.Dashboard.Api;

/// <summary>What a study was defined as.</summary>
/// <param name="Text">The study file.</param>
/// <param name="SpaceHash">Identifies its space.</param>
internal sealed record DefinitionDocument(string Text, string SpaceHash);
