namespace AutoPeft.Models.Checkpoints.Pickles;

/// <summary>The name of something in Python, as a text.</summary>
/// <param name="Text">Module and name with a space between.</param>
internal sealed record PickleName(string Text);
