namespace AutoPeft.Dashboard.Actions;

/// <summary>The form for note and tags.</summary>
/// <param name="Note">The note.</param>
/// <param name="Tags">The tags, separated by spaces.</param>
/// <param name="Version">The version that the form was filled from.</param>
internal sealed record AnnotationForm(string? Note, string? Tags, int Version);
