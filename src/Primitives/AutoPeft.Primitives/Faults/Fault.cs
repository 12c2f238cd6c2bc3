namespace AutoPeft.Primitives.Faults;

/// <summary>One thing that is wrong with something the user gave us: where, what, and what to do about it.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is wrong, with the value found and what is allowed. One sentence.</param>
/// <param name="Remedy">What the user can do about it. One sentence, imperative.</param>
public sealed record Fault(FaultPlace Place, string Message, string Remedy)
{
    /// <summary>The line shown to the user: <c>file:line:column: message remedy</c>.</summary>
    public override string ToString() => $"{Place}: {Message} {Remedy}";
}
