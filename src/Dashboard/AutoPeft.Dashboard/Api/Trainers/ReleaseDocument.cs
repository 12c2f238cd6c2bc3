namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>A trainer gives a trial back.</summary>
/// <param name="Lease">The trial's lease.</param>
/// <param name="Reason">Why; may be left out.</param>
internal sealed record ReleaseDocument(string? Lease, string? Reason);
