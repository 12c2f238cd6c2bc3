namespace AutoPeft.Bench.Training;

/// <summary>Times our steps, and PyTorch's where this machine has it; elsewhere the committed figures stand beside ours.</summary>
/// <param name="rounds">How often both sides are timed, by turns.</param>
/// <param name="warmup">Steps before those that are timed.</param>
/// <param name="blas">A folder with the BLAS that libtorch is to use; null for the system's.</param>
internal sealed class StepBenchmark(int rounds, int warmup, string? blas)
{
    private readonly StepProcess _processes = new(blas);
    private readonly bool _hasPytorch = TimedProcess.HasPytorch;

    /// <summary>Times one shape.</summary>
    public StepComparison Run(TrainingShape shape)
    {
        if (_hasPytorch)
        {
            var pairs = Enumerable.Range(0, rounds).Select(_ => (_processes.Ours(shape, warmup), _processes.Pytorch(shape, warmup)));

            return StepComparison.Of(shape, [.. pairs]);
        }

        var ours = Enumerable.Range(0, rounds).Select(_ => _processes.Ours(shape, warmup)).ToArray();

        return StepComparison.OfCommitted(shape, StepFigure.Of(ours), CommittedSteps.Of(shape));
    }
}
