namespace AutoPeft.Bench.Search;

/// <summary>How one benchmark is carried out.</summary>
/// <param name="Trials">The number of evaluations in all.</param>
/// <param name="Initial">How many of them are prescribed.</param>
/// <param name="Blind">Whether known objectives are hidden from the sampler.</param>
/// <param name="InferReference">Whether the sampler has to find its own reference point.</param>
internal sealed record SearchRunOptions(int Trials, int Initial, bool Blind, bool InferReference);
