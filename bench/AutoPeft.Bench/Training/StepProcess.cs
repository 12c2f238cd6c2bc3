using System.Globalization;

namespace AutoPeft.Bench.Training;

/// <summary>Has each side take its steps in a process of its own, so that both start alike and their memory can be compared.</summary>
/// <param name="blas">A folder with the <c>libblas.so.3</c> that libtorch is to use; null for the system's.</param>
internal sealed class StepProcess(string? blas)
{
    private readonly TimedProcess _process = new(blas);

    /// <summary>Times our steps.</summary>
    public StepTimes Ours(TrainingShape shape, int warmup) =>
        _process.Ours<StepTimes>(shape.Threads, ["train-steps", .. Arguments(shape, warmup), "--engine", shape.Engine]);

    /// <summary>Times PyTorch's.</summary>
    public StepTimes Pytorch(TrainingShape shape, int warmup) =>
        _process.Pytorch<StepTimes>(shape.Threads, "pytorch_steps.py", Arguments(shape, warmup));

    private static IEnumerable<string> Arguments(TrainingShape shape, int warmup) =>
        new[] { shape.Layers, shape.Hidden, shape.Batch, shape.Length, shape.Threads, shape.Steps, warmup }
            .Select(number => number.ToString(CultureInfo.InvariantCulture));
}
