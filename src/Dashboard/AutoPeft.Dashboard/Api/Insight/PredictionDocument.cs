namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>What a model that had not seen a trial expected of it; losses, smaller is better.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Loss">What was measured.</param>
/// <param name="Expected">The median of what was expected.</param>
/// <param name="Cumulative">The probability that was given to a loss as small as this, in [0, 1].</param>
internal sealed record PredictionDocument(int Trial, double Loss, double Expected, double Cumulative);
