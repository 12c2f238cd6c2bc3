using System.Text.Json;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>A sign of life of a trainer, with what it has to report.</summary>
/// <param name="Lease">The trial's lease.</param>
/// <param name="Step">The training step, from 1; needed with metrics or a checkpoint.</param>
/// <param name="Metrics">Numbers by name, measured after the step; may be left out.</param>
/// <param name="Checkpoint">A relative path under which the next trainer finds a checkpoint of the step; may be left out.</param>
/// <param name="Warning">Something that people should know; may be left out.</param>
internal sealed record ReportDocument(string? Lease, int? Step, JsonElement? Metrics, string? Checkpoint, string? Warning);
