namespace AutoPeft.Dashboard.Model;

/// <summary>What the stream of events tells when nobody carries a study out any more, and when somebody does again.</summary>
/// <param name="Interruption">Why, and what continues it; null when somebody does again.</param>
internal sealed record InterruptionDocument(string? Interruption);
