namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>How long a sweep would take, judged by an earlier one with the same model and data.</summary>
/// <param name="Study">The earlier sweep.</param>
/// <param name="Trials">How many of its trials this rests on.</param>
/// <param name="SecondsPerTrial">The seconds that a trial is expected to take.</param>
/// <param name="Total">The whole sweep; null without a limit of trials.</param>
public sealed record TimeEstimate(string Study, int Trials, double SecondsPerTrial, TimeSpan? Total);
