namespace AutoPeft.Trials.Definition;

/// <summary>The bounds of the process in which a trial is trained.</summary>
/// <param name="TimeLimit">How long one attempt may take; null without a limit.</param>
/// <param name="MemoryLimit">The most bytes of memory that the process may have in use; null without a limit.</param>
public sealed record IsolationDefinition(TimeSpan? TimeLimit, long? MemoryLimit);
