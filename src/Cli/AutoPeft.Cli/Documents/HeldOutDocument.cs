namespace AutoPeft.Cli.Documents;

/// <summary>What a model that had not seen a trial expected of it. Losses: smaller is better, logarithms where the objective says so.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Expected">The median of what was expected.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Cumulative">The probability that was given to a loss as small as this.</param>
internal sealed record HeldOutDocument(int Trial, double Expected, double Measured, double Cumulative);
