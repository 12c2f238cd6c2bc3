using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Packing;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Trains trials with our own engine, in this process.</summary>
/// <remarks>
/// A trial starts from its last checkpoint when there is one that can be used. A completed trial leaves its weights in
/// its folder, and what it reports is what these weights measure. Several trials may go on at the same time.
/// </remarks>
/// <param name="workspace">What trials share.</param>
/// <param name="time">What measures the time of training.</param>
public sealed class EngineRunner(EngineWorkspace workspace, TimeProvider time) : ITrialRunner
{
    private readonly PackedTrainer _trainer = new(time);

    /// <summary>Where a training in this folder can go on; null when it has not come to its first checkpoint, or to its end.</summary>
    /// <param name="folder">The folder of an assignment's files.</param>
    public static CheckpointReference? CheckpointIn(string folder) =>
        File.Exists(Path.Combine(folder, TrainingParts.WholeCheckpoint)) ? new(Step: 0, TrainingParts.WholeCheckpoint) : null;

    /// <inheritdoc/>
    public Task PrepareAsync(StudyDefinition study, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            RequireEngine(study);
            StudyTask.Open(workspace, study, study.Training.MaximumLength);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<TrialOutcome> RunAsync(TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        ArgumentNullException.ThrowIfNull(reporter);

        RequireEngine(assignment.Study);

        return Task.Run(() => RunHereAsync(assignment, reporter, stopping), stopping);
    }

    /// <summary>The training that a part of a trial is, from its beginning.</summary>
    internal TrainingTask TrainingOf((StudyTask Task, TrialAssignment Assignment, TrainingPart Part) trial, TrainableModel model)
    {
        var (task, assignment, part) = trial;

        return new()
        {
            Model = model,
            Train = task.Train,
            TrainRows = part.Rows,
            MeasuredSteps = part.MeasuredSteps,
            Validation = task.Validation,
            Metric = task.Metric,
            ClassWeights = task.ClassWeightsOf(assignment.Study.Task),
            Config = TrainingConfigs.Of(assignment.Training),
            Key = TrialModel.TrainingKey(assignment),
            FrozenStates = workspace.FrozenStates,
            CheckpointPath = Path.Combine(assignment.CheckpointFolder, part.Checkpoint),
        };
    }

    /// <summary>Throws when a study asks for another engine than this process has.</summary>
    private void RequireEngine(StudyDefinition study)
    {
        if (study.Control.Engine is { } asked && asked != workspace.Engine.Name)
        {
            throw new InvalidInputException(
                new FaultPlace($"study {study.Name}"),
                $"It is to be trained by the engine '{asked}'; this process computes with '{workspace.Engine.Name}', which gives other last digits.",
                $"Use --engine {asked}, or leave 'engine' out of the study file.");
        }
    }

    private async Task<TrialOutcome> RunHereAsync(
        TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping)
    {
        try
        {
            var task = StudyTask.Open(workspace, assignment.Study, assignment.Training.MaximumLength);
            var parts = TrainingParts.Of(task, assignment);
            foreach (var part in parts[..^1])
            {
                if (await TrainShareAsync((task, assignment, part), reporter, stopping) is { } end)
                {
                    return end;
                }
            }

            return await TrainWholeAsync((task, assignment, parts[^1]), reporter, stopping);
        }
        catch (Exception fault) when (workspace.Engine.OutOfMemoryWords(fault) is { } words)
        {
            return TrialOutcome.Infeasible(
                InfeasibleCause.OutOfMemory, $"The training needs more memory than there is. The device said: {words}");
        }
    }

    /// <summary>Trains on a share of the data and has that judged; null when the trial goes on.</summary>
    private async Task<TrialOutcome?> TrainShareAsync(
        (StudyTask Task, TrialAssignment Assignment, TrainingPart Part) trial, ITrialReporter reporter, CancellationToken stopping)
    {
        var (task, assignment, part) = trial;
        using var model = TrialModel.Create(task, assignment);
        var result = await TrainAsync(trial, model, reporter, stopping);
        if (result.End == TrainingEnd.Diverged)
        {
            return TrialOutcome.Infeasible(InfeasibleCause.Diverged, result.Reason);
        }

        var metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [task.Metric.Name] = result.Best!.Metric,
            ["loss"] = result.Best.ValidationLoss,
            ["training_loss"] = result.Best.TrainingLoss,
            [MeasuredMetrics.DataShare] = part.Share!.Value,
        };
        var verdict = await reporter.MeasureAsync(part.StepsBefore + result.Steps, metrics, stopping);

        return verdict == ReportVerdict.Continue ? null : TrialOutcome.Pruned(string.Create(CultureInfo.InvariantCulture, $"Stopped with {part.Share:0.##%} of the data."));
    }

    private async Task<TrialOutcome> TrainWholeAsync(
        (StudyTask Task, TrialAssignment Assignment, TrainingPart Part) trial, ITrialReporter reporter, CancellationToken stopping)
    {
        var (task, assignment, _) = trial;
        using var model = TrialModel.Create(task, assignment);
        var result = await TrainAsync(trial, model, reporter, stopping);

        return result.End switch
        {
            TrainingEnd.Diverged => TrialOutcome.Infeasible(InfeasibleCause.Diverged, result.Reason),
            TrainingEnd.Stopped => TrialOutcome.Pruned(result.Reason),
            _ => Complete((task, assignment, model), result, stopping),
        };
    }

    private async Task<TrainingResult> TrainAsync(
        (StudyTask Task, TrialAssignment Assignment, TrainingPart Part) trial,
        TrainableModel model,
        ITrialReporter reporter,
        CancellationToken stopping)
    {
        var (task, assignment, part) = trial;
        var packing = assignment.Study.Control.Packing;
        var observer = new ReporterObserver(reporter, task.Metric.Name, part);
        var fresh = TrainingOf(trial, model);
        var training = fresh with { ResumeFrom = assignment.ResumeFrom?.Path == part.Checkpoint ? fresh.CheckpointPath : null };
        try
        {
            return await _trainer.TrainAsync(training, packing, observer, stopping);
        }
        catch (InvalidInputException fault) when (training.ResumeFrom is not null)
        {
            // Read before anything is trained: the model is still as it was at the beginning.
            await reporter.WarnAsync($"The trial starts again from the beginning. {fault.Message}", stopping);

            return await _trainer.TrainAsync(fresh, packing, observer, stopping);
        }
    }

    /// <summary>Stores the weights with what they measure.</summary>
    private TrialOutcome Complete(
        (StudyTask Task, TrialAssignment Assignment, TrainableModel Model) trial,
        TrainingResult result,
        CancellationToken stopping)
    {
        var (task, assignment, model) = trial;
        var weights = TrainedWeights.Of(model);
        var evaluation = new StoredEvaluation(task, workspace.FrozenStates)
            .Of((model, weights), result, assignment.Study.Control.Packing, stopping);
        var measured = MeasuredValues.Of(evaluation, task.Train.Task, assignment.Study.Task);
        new TrialArtifact(TrialRecipe.Of(task, (assignment, weights.Config), measured), weights)
            .Write(assignment.CheckpointFolder, task.Model.Transformer.Shape);
        foreach (var checkpoint in Directory.EnumerateFiles(assignment.CheckpointFolder, "*.checkpoint"))
        {
            File.Delete(checkpoint);
        }

        return TrialOutcome.Completed(measured.SetItems(FiguresOf(result)).SetItems(FoundRanks.Of(assignment.Peft, weights.Config)));
    }

    private static ImmutableSortedDictionary<string, double> FiguresOf(TrainingResult result) =>
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create("training_loss", result.Best!.TrainingLoss),
                KeyValuePair.Create("training_seconds", result.Elapsed.TotalSeconds),
                KeyValuePair.Create("steps", (double)result.Steps),
                KeyValuePair.Create("epochs", (double)result.History.Length),
                KeyValuePair.Create("best_epoch", (double)result.Best.Epoch),
            ]);
}
