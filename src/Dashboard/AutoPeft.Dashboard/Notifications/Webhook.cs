namespace AutoPeft.Dashboard.Notifications;

/// <summary>Somebody who wants to be told.</summary>
/// <param name="Id">What identifies it.</param>
/// <param name="Address">Where to post.</param>
/// <param name="Secret">What posts are signed with. Kept as it is, since signing needs it; its file is only its owner's to read.</param>
public sealed record Webhook(string Id, Uri Address, string Secret);
