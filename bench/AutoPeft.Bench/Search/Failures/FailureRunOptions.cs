namespace AutoPeft.Bench.Search.Failures;

/// <summary>What happens to trials that fail.</summary>
/// <param name="Trials">How many trials there are in all.</param>
/// <param name="IsTold">Whether the sampler is told which failed.</param>
/// <param name="Loss">The least first loss that they give all the same; null: they give nothing.</param>
/// <param name="Decades">Over how many decades from there these losses are spread, evenly in their logarithms.</param>
internal sealed record FailureRunOptions(int Trials, bool IsTold, double? Loss, double Decades);
