namespace AutoPeft.Dashboard.Audit;

/// <summary>Somebody changed something, or tried to.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The name of the key, or <c>this machine</c>, or <c>nobody</c>.</param>
/// <param name="From">The address of the connection.</param>
/// <param name="What">Method and path of the request; never its content.</param>
/// <param name="Status">What was answered: 200 to 399 done, otherwise refused.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string From, string What, int Status)
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Status < 400;
}
