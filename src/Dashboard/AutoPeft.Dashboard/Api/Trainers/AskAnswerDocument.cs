namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>A trial to carry out, or why there is none.</summary>
/// <param name="Trial">The trial; null when there is none now.</param>
/// <param name="Done">Whether there will be none any more: the trainer may end.</param>
/// <param name="RetryAfterSeconds">When to ask again; null with a trial, or when it is done.</param>
/// <param name="Reason">Why there is none; empty with a trial.</param>
internal sealed record AskAnswerDocument(GivenTrialDocument? Trial, bool Done, int? RetryAfterSeconds, string Reason);
