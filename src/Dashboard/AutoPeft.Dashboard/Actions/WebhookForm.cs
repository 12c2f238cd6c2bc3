namespace AutoPeft.Dashboard.Actions;

/// <summary>The form that adds an address for notices.</summary>
/// <param name="Address">Where to post.</param>
/// <param name="Secret">What to sign with.</param>
internal sealed record WebhookForm(string? Address, string? Secret);
