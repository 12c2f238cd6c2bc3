namespace AutoPeft.Dashboard.Actions;

/// <summary>The form that queues a configuration.</summary>
/// <param name="Configuration">The configuration as JSON.</param>
/// <param name="Label">What to call the trial.</param>
internal sealed record CloneForm(string? Configuration, string? Label);
