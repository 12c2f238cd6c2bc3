using System.Text.Json;

namespace AutoPeft.Dashboard.Api;

/// <summary>A trial that somebody wants.</summary>
/// <param name="Configuration">Values by parameter.</param>
/// <param name="Label">What to call it; may be left out.</param>
internal sealed record NewTrialDocument(JsonElement Configuration, string? Label);
