using System.Text.Json;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>What came out of a configuration that nobody asked for.</summary>
/// <param name="Configuration">Values by parameter.</param>
/// <param name="Result">Final numbers by name, every objective that training measures among them.</param>
/// <param name="Failed">Why it failed.</param>
/// <param name="Infeasible">Why it cannot be trained: <c>out_of_memory</c>, <c>diverged</c> or <c>constraint</c>.</param>
/// <param name="Reason">The words for it, with infeasible; may be left out.</param>
internal sealed record OwnResultDocument(JsonElement Configuration, JsonElement? Result, string? Failed, string? Infeasible, string? Reason);
