using System.Collections.Immutable;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>What PyTorch's process says after it has trained the trials one after another.</summary>
/// <param name="Engine">Its version and BLAS.</param>
/// <param name="Threads">The threads of an operation.</param>
/// <param name="ImportSeconds">Wall time until PyTorch is loaded.</param>
/// <param name="ReadingSeconds">Wall time until the first trial begins: model and rows are read, first losses are computed.</param>
/// <param name="Seconds">Wall time of all trials.</param>
/// <param name="CpuSeconds">Their processor time, all threads together.</param>
/// <param name="MainThreadSeconds">
/// Processor time of the thread that all others work for: the wall time on cores of its own, but for waiting.
/// </param>
/// <param name="PeakBytes">The most memory that the process held.</param>
/// <param name="Trials">One a trial.</param>
internal sealed record PytorchSweep(
    string Engine,
    int Threads,
    double ImportSeconds,
    double ReadingSeconds,
    double Seconds,
    double CpuSeconds,
    double MainThreadSeconds,
    long PeakBytes,
    ImmutableArray<PytorchTrial> Trials);
