namespace AutoPeft.Bench.Stores;

/// <summary>How fast a store takes trials that do nothing: each is claimed, started and finished, every step durable.</summary>
/// <param name="Store"><c>journal</c> or <c>postgres</c>.</param>
/// <param name="Processes">Processes that work.</param>
/// <param name="Trials">Trials that were finished.</param>
/// <param name="Seconds">How long it took from the first claim to the last result.</param>
internal sealed record TrialsReport(string Store, int Processes, int Trials, double Seconds)
{
    /// <summary>Trials a second.</summary>
    public double TrialsPerSecond => Math.Round(Trials / Seconds, 1);
}
