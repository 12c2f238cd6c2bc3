namespace AutoPeft.Bench.Training;

/// <summary>What one side needs for a step, over several rounds.</summary>
/// <param name="Engine">What trained.</param>
/// <param name="MillisecondsPerStep">The median wall time of all steps.</param>
/// <param name="CpuMillisecondsPerStep">The processor time of a step: the mean of the rounds.</param>
/// <param name="PeakBytes">The most memory that the whole process held.</param>
internal sealed record StepFigure(string Engine, double MillisecondsPerStep, double CpuMillisecondsPerStep, long PeakBytes)
{
    /// <summary>The figure of some rounds.</summary>
    public static StepFigure Of(IReadOnlyList<StepTimes> rounds) => new(
        rounds[0].Engine,
        Round(rounds.SelectMany(round => round.Milliseconds).Order().ElementAt(rounds.Sum(round => round.Milliseconds.Length) / 2)),
        Round(rounds.Average(round => round.CpuMilliseconds)),
        rounds.Max(round => round.PeakBytes));

    /// <summary>The steps that one second has room for.</summary>
    public double StepsPerSecond => Round(1000 / MillisecondsPerStep);

    /// <summary>The tokens of these steps.</summary>
    /// <param name="tokens">The tokens of a step.</param>
    public double TokensPerSecond(int tokens) => Round(1000 / MillisecondsPerStep * tokens);

    private static double Round(double value) => Math.Round(value, 2);
}
