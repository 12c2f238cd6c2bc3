namespace AutoPeft.Dashboard.Api;

/// <summary>An address that is to be told.</summary>
/// <param name="Address">Where to post; http or https.</param>
/// <param name="Secret">What to sign with; at least 16 letters.</param>
internal sealed record NewWebhookDocument(string? Address, string? Secret);
