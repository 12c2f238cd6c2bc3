namespace AutoPeft.Dashboard.Api;

/// <summary>Changes to how a study is carried out. What is left out stays as it was.</summary>
/// <param name="Trials">How many trials may be tried in all; at least 1.</param>
/// <param name="Seconds">How long it may be worked on in all; more than 0.</param>
/// <param name="Concurrency">How many trials may be open at the same time; at least 1.</param>
/// <param name="Priority">Which study's trials workers take first: those of the larger number.</param>
/// <param name="Limit">How many trials workers may hold at the same time; at least 1.</param>
internal sealed record StudyEditDocument(int? Trials, double? Seconds, int? Concurrency, int? Priority, int? Limit);
