namespace AutoPeft.Dashboard.Artifacts;

/// <summary>A file that a trial left behind.</summary>
/// <param name="Path">Its path in the trial's folder, with slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Changed">When it was written.</param>
public sealed record Artifact(string Path, long Bytes, DateTimeOffset Changed);
