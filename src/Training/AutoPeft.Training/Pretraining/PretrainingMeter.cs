namespace AutoPeft.Training.Pretraining;

/// <summary>Counts what a pre-training does between two reports.</summary>
/// <param name="training">What is watched.</param>
/// <param name="time">The clock.</param>
internal sealed class PretrainingMeter(MaskedLanguageTraining training, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private long _tokens;
    private double _loss;
    private int _steps;

    /// <summary>The time since this meter was made.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Counts a step.</summary>
    public void Count(PretrainingStep step)
    {
        _tokens += step.Tokens;
        _loss += step.Loss;
        _steps++;
    }

    /// <summary>How far the training is; the mean loss starts anew.</summary>
    public PretrainingProgress Report(HeldOutLoss? heldOut)
    {
        var elapsed = Elapsed;
        var loss = _loss / Math.Max(1, _steps);
        (_loss, _steps) = (0, 0);

        return new(
            training.Step,
            training.Config.Steps,
            training.Epochs,
            loss,
            _tokens / Math.Max(1e-9, elapsed.TotalSeconds),
            elapsed,
            heldOut);
    }
}
