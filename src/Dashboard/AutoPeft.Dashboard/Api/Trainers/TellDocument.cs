using System.Text.Json;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>How a trial ended: one of result, failed and infeasible.</summary>
/// <param name="Lease">The trial's lease.</param>
/// <param name="Result">Final numbers by name, every objective that training measures among them.</param>
/// <param name="Failed">Why it failed; it is tried again as often as the study says.</param>
/// <param name="Infeasible">Why it cannot be trained: <c>out_of_memory</c>, <c>diverged</c> or <c>constraint</c>.</param>
/// <param name="Reason">The words for it, with infeasible; may be left out.</param>
internal sealed record TellDocument(string? Lease, JsonElement? Result, string? Failed, string? Infeasible, string? Reason);
