using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Tests.Trainings;

/// <summary>Stops a training after its first epoch was measured, as Ctrl-C would.</summary>
internal sealed class CancellingRunner(ITrialRunner runner, CancellationTokenSource cancellation) : ITrialRunner
{
    public Task PrepareAsync(StudyDefinition study, CancellationToken cancellationToken) => runner.PrepareAsync(study, cancellationToken);

    public Task<TrialOutcome> RunAsync(TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping) =>
        runner.RunAsync(assignment, new Reporter(reporter, cancellation), stopping);

    private sealed class Reporter(ITrialReporter reporter, CancellationTokenSource cancellation) : ITrialReporter
    {
        public async Task<ReportVerdict> MeasureAsync(
            int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken)
        {
            var verdict = await reporter.MeasureAsync(step, metrics, cancellationToken);
            await cancellation.CancelAsync();

            return verdict;
        }

        public Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken) =>
            reporter.SaveCheckpointAsync(checkpoint, cancellationToken);

        public Task WarnAsync(string warning, CancellationToken cancellationToken) => reporter.WarnAsync(warning, cancellationToken);

        public void Progress(double fraction) => reporter.Progress(fraction);
    }
}
