using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Has a runner train the trials of a study of PEFT modules.</summary>
/// <param name="study">The study.</param>
/// <param name="runner">Trains.</param>
/// <param name="store">Where the study's history is, for its pruner.</param>
internal sealed class BoundStudyWork(BoundStudy study, ITrialRunner runner, IStudyStore store) : IStudyWork
{
    private readonly TrialJudge? _judge = study.Definition.Control.Pruner is null ? null : new(study.Plan);

    /// <inheritdoc/>
    public int Retries => study.Definition.Control.Retries;

    /// <inheritdoc/>
    public bool SharesMemory => study.Definition is { Program: null, Control.Isolation: null };

    /// <inheritdoc/>
    public async Task<TrialOutcome> RunAsync(Trial trial, string folder, ITrialReporter reporter, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(trial);

        Directory.CreateDirectory(folder);
        var assignment = study.AssignmentOf(trial, folder);
        if (_judge is null)
        {
            return await runner.RunAsync(assignment, reporter, stopping);
        }

        var pruning = new PruningReporter(reporter, async token => _judge.Judge(
            await store.ReadStudyAsync(study.Definition.Name, token), trial.Number, assignment.Training.Epochs));
        return pruning.Explain(await runner.RunAsync(assignment, pruning, stopping));
    }

    /// <inheritdoc/>
    public TrialResult ResultOf(Trial trial, TrialOutcome outcome) => ResultMaker.Of(study, trial, outcome);
}
