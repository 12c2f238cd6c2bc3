namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>What a trainer does after a report.</summary>
/// <param name="Verdict"><c>continue</c>; <c>prune</c>: the trial is not promising and has ended; <c>cancel</c>: it is not the trainer's any more. After the last two there is nothing to tell.</param>
/// <param name="Reason">Why not to go on; empty otherwise.</param>
internal sealed record VerdictDocument(string Verdict, string Reason);
