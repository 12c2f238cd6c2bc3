namespace AutoPeft.Dashboard.Api;

/// <summary>Somebody who is told, without the secret.</summary>
/// <param name="Id">What identifies it.</param>
/// <param name="Address">Where is posted.</param>
/// <param name="LastAnswer">What it answered last; empty before the first post.</param>
/// <param name="Waiting">How many notices it has not taken yet; they are sent again.</param>
internal sealed record WebhookDocument(string Id, Uri Address, string LastAnswer, int Waiting);
