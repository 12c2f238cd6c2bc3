namespace AutoPeft.Training.Pretraining;

/// <summary>What one step did.</summary>
/// <param name="Loss">The mean cross entropy of its hidden tokens before the update, in nats.</param>
/// <param name="GradientNorm">The norm of the gradient before clipping; not finite when the update was refused.</param>
/// <param name="Tokens">Tokens of the batch, padding not counted.</param>
public readonly record struct PretrainingStep(double Loss, double GradientNorm, int Tokens)
{
    /// <summary>Whether training can go on.</summary>
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(GradientNorm);
}
