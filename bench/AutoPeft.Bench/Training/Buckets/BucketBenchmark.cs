using System.Text.Json;
using AutoPeft.Bench.Training.Sweeps;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Loop;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Bench.Training.Buckets;

/// <summary>Trains an epoch of one configuration with length buckets and without, by turns.</summary>
/// <param name="trials">Where the configuration comes from.</param>
/// <param name="time">The clock.</param>
internal sealed class BucketBenchmark(SweepTrials trials, TimeProvider time)
{
    /// <summary>Trains and times.</summary>
    /// <param name="trial">Which configuration.</param>
    /// <param name="rounds">How often each is timed, after an epoch that is not: a process first compiles its code.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    public async Task<BucketFigure> MeasureAsync(int trial, int rounds, CancellationToken cancellationToken)
    {
        using var engine = new ManagedEngine();
        using var workspace = new EngineWorkspace(engine, frozenStateBytes: 0);
        var assignment = trials.Assignment(trials.Draw(trial..(trial + 1))[0], folder: string.Empty);
        var task = StudyTask.Open(workspace, trials.Study.Definition, assignment.Training.MaximumLength);
        await StepAsync((workspace, task, assignment), grouped: true, cancellationToken);
        List<(double Bucketed, double Shuffled)> times = [];
        for (var round = 0; round < rounds; round++)
        {
            times.Add((
                await StepAsync((workspace, task, assignment), grouped: true, cancellationToken),
                await StepAsync((workspace, task, assignment), grouped: false, cancellationToken)));
        }

        using var model = TrialModel.Create(task, assignment);
        var epoch = Epoch((workspace, task, assignment), model, grouped: true);

        return new(
            JsonSerializer.Deserialize<JsonElement>(assignment.Peft.ToJson()),
            task.Train.Count,
            task.Train.TokenCount,
            Padded(epoch),
            Padded(epoch with { GroupsByLength = false }),
            Math.Round(times.Average(pair => pair.Bucketed), 2),
            Math.Round(times.Average(pair => pair.Shuffled), 2),
            [.. times.Select(pair => Math.Round(pair.Shuffled / pair.Bucketed, 3))]);
    }

    private async Task<double> StepAsync(
        (EngineWorkspace Workspace, StudyTask Task, TrialAssignment Assignment) trial, bool grouped, CancellationToken cancellationToken)
    {
        using var model = TrialModel.Create(trial.Task, trial.Assignment);
        var recorder = new StepRecorder(time, warmup: 1);
        await new Trainer(time).TrainAsync(Epoch(trial, model, grouped), recorder, cancellationToken);

        return recorder.CpuMilliseconds;
    }

    private TrainingTask Epoch(
        (EngineWorkspace Workspace, StudyTask Task, TrialAssignment Assignment) trial, TrainableModel model, bool grouped)
    {
        var (workspace, task, assignment) = trial;
        var whole = new EngineRunner(workspace, time).TrainingOf((task, assignment, TrainingParts.Of(task, assignment)[^1]), model);

        return whole with { Config = whole.Config with { Epochs = 1 }, GroupsByLength = grouped, CheckpointPath = null };
    }

    private static long Padded(TrainingTask epoch) => epoch.BatchesOf(epoch: 0).Sum(rows => (long)rows.Length * rows.Max(epoch.Train.LengthOf));
}
