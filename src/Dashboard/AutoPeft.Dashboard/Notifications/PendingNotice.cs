namespace AutoPeft.Dashboard.Notifications;

/// <summary>A notice on its way to an address.</summary>
/// <param name="Id">The same in every try, so that a receiver knows a notice that it has taken already.</param>
/// <param name="Hook">The id of the address.</param>
/// <param name="Notice">What is told.</param>
internal sealed record PendingNotice(string Id, string Hook, Notice Notice)
{
    /// <summary>How often it was posted in vain.</summary>
    public int Tries { get; init; }
}
