namespace AutoPeft.Dashboard.Api;

/// <summary>A study that is to be kept.</summary>
/// <param name="Text">The study file (YAML).</param>
internal sealed record NewStudyDocument(string? Text);
