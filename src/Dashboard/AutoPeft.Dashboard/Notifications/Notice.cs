namespace AutoPeft.Dashboard.Notifications;

/// <summary>Something that people want to be told.</summary>
/// <param name="Kind"><c>finished</c>, <c>failed</c>, <c>failures</c> or <c>budget</c>.</param>
/// <param name="Study">The study's name.</param>
/// <param name="Message">It in a sentence.</param>
/// <param name="At">When it was noticed.</param>
public sealed record Notice(string Kind, string Study, string Message, DateTimeOffset At);
