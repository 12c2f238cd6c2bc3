namespace AutoPeft.Training.Optimizers;

/// <summary>
/// The learning rate over a training: linear warm-up to its peak, then linear decay to 0 (Devlin et al. 2019).
/// </summary>
/// <param name="WarmupSteps">The steps until the peak; not negative. 0 starts at the peak.</param>
/// <param name="TotalSteps">The steps of the whole training, at least 1.</param>
public sealed record LinearSchedule(int WarmupSteps, int TotalSteps)
{
    /// <summary>A schedule whose warm-up is this share of all steps, rounded up, in [0, 1].</summary>
    public static LinearSchedule FromFraction(double warmupFraction, int totalSteps) =>
        new((int)Math.Ceiling(warmupFraction * totalSteps), totalSteps);

    /// <summary>
    /// The factor on the peak learning rate in a step, counted from 0; in [0, 1], as Hugging Face's linear schedule.
    /// </summary>
    public double Factor(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);

        return step < WarmupSteps
            ? (double)step / WarmupSteps
            : Math.Max(0, (double)(TotalSteps - step) / Math.Max(1, TotalSteps - WarmupSteps));
    }
}
