using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Trainings;

/// <summary>Keeps and shows what a training outside any study measures.</summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="document">What was known before.</param>
/// <param name="display">Where it is shown.</param>
internal sealed class TrainingReporter(TrainingFolder folder, TrainDocument document, TrainDisplay display) : ITrialReporter
{
    /// <summary>What is known by now.</summary>
    public TrainDocument Document { get; private set; } = document;

    /// <inheritdoc/>
    public Task<ReportVerdict> MeasureAsync(
        int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        // After a crash between measuring and the checkpoint, an epoch is measured again.
        var before = Document.Epochs.RemoveAll(epoch => epoch.Step >= step);
        var measured = new EpochDocument(before.Length + 1, step, JsonValues.Of(metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)));
        Document = Document with { Epochs = before.Add(measured) };
        folder.Save(Document);
        display.Tell(measured);

        return Task.FromResult(ReportVerdict.Continue);
    }

    /// <inheritdoc/>
    public Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task WarnAsync(string warning, CancellationToken cancellationToken)
    {
        Document = Document with { Epochs = [] };
        display.Warn(warning);

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Progress(double fraction) => display.Progress(fraction);
}
