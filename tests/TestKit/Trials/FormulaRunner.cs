using AutoPeft.Primitives.Randomness;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.TestKit.Trials;

/// <summary>A runner that computes its measurements from the assignment instead of training.</summary>
public sealed class FormulaRunner : ITrialRunner
{
    private readonly Lock _gate = new();
    private readonly List<TrialAssignment> _assignments = [];

    /// <summary>What it was asked to train, in order.</summary>
    public IReadOnlyList<TrialAssignment> Assignments
    {
        get
        {
            lock (_gate)
            {
                return [.. _assignments];
            }
        }
    }

    /// <summary>Is called before preparing; may throw. Default: nothing.</summary>
    public Action<StudyDefinition> BeforePreparing { get; init; } = static _ => { };

    /// <summary>Is called after the first measurement; may throw, wait, or give another outcome. Default: nothing.</summary>
    public Func<TrialAssignment, CancellationToken, Task<TrialOutcome?>> Midway { get; init; } =
        static (_, _) => Task.FromResult<TrialOutcome?>(null);

    /// <inheritdoc/>
    public Task PrepareAsync(StudyDefinition study, CancellationToken cancellationToken)
    {
        BeforePreparing(study);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<TrialOutcome> RunAsync(TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping)
    {
        lock (_gate)
        {
            _assignments.Add(assignment);
        }

        // Larger modules do better, with diminishing returns and some noise that depends on the seed alone.
        var size = assignment.Peft.Placements.Length + Math.Abs(Math.Log10(assignment.Training.LearningRate));
        var noise = RandomKey.FromSeed(assignment.Seed).Uniform(0);
        var accuracy = 0.5 + (0.4 * size / (size + 3)) + (0.05 * noise);
        reporter.Progress(0.5);
        if (await reporter.MeasureAsync(1, Metrics(accuracy / 2), stopping) == ReportVerdict.Prune)
        {
            return TrialOutcome.Pruned("Stopped.");
        }

        if (await Midway(assignment, stopping) is { } outcome)
        {
            return outcome;
        }

        stopping.ThrowIfCancellationRequested();
        await reporter.MeasureAsync(2, Metrics(accuracy), stopping);
        return TrialOutcome.Completed(Metrics(accuracy));
    }

    private static Dictionary<string, double> Metrics(double accuracy) => new() { ["accuracy"] = accuracy, ["loss"] = -Math.Log(accuracy) };
}
