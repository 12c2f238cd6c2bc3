using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Sweeps;

/// <summary>Tells on standard error how a training outside any study goes: a line for each evaluation.</summary>
/// <param name="output">The command's.</param>
internal sealed class NarratingReporter(Output output) : ITrialReporter
{
    /// <inheritdoc/>
    public Task<ReportVerdict> MeasureAsync(
        int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        output.WriteErrorLine($"step {step}: {string.Join(", ", metrics.Select(metric => $"{metric.Key} {Figures.Number(metric.Value)}"))}");

        return Task.FromResult(ReportVerdict.Continue);
    }

    /// <inheritdoc/>
    public Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task WarnAsync(string warning, CancellationToken cancellationToken)
    {
        output.WriteErrorLine(warning);

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Progress(double fraction)
    {
        // Evaluations come often enough to see that it goes on.
    }
}
