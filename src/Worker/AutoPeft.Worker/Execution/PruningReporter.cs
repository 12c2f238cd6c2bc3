using System.Collections.Immutable;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Passes reports on, and stops the trial when it is judged not to be promising.</summary>
/// <param name="inner">Records.</param>
/// <param name="judge">Judges the trial after a measurement that was recorded.</param>
internal sealed class PruningReporter(ITrialReporter inner, Func<CancellationToken, Task<PruneDecision>> judge) : ITrialReporter
{
    private PruneDecision _decision = PruneDecision.GoOn;
    private ImmutableSortedDictionary<string, double> _latest = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    public async Task<ReportVerdict> MeasureAsync(
        int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        var verdict = await inner.MeasureAsync(step, metrics, cancellationToken);
        if (verdict != ReportVerdict.Continue)
        {
            return verdict;
        }

        _latest = metrics.ToImmutableSortedDictionary(StringComparer.Ordinal);
        _decision = await judge(cancellationToken);
        return _decision.IsPruned ? ReportVerdict.Prune : ReportVerdict.Continue;
    }

    public Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken) =>
        inner.SaveCheckpointAsync(checkpoint, cancellationToken);

    public Task WarnAsync(string warning, CancellationToken cancellationToken) => inner.WarnAsync(warning, cancellationToken);

    public void Progress(double fraction) => inner.Progress(fraction);

    /// <summary>Gives the outcome of a stopped trial the reason and what it measured last.</summary>
    public TrialOutcome Explain(TrialOutcome outcome) => outcome.State == TrialState.Pruned && _decision.IsPruned
        ? TrialOutcome.Pruned(_decision.Reason) with { Metrics = _latest }
        : outcome;
}
