using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Loop;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class StoredEvaluationTests : IDisposable
{
    private static readonly PeftConfig Plain = PeftConfig.Uniform(
        [1, 2],
        new LoraConfig { Rank = 2 },
        new SerialAdapterConfig { BottleneckSize = 3 },
        new ParallelAdapterConfig { BottleneckSize = 4 },
        new PrefixTuningConfig { PrefixLength = 2 });

    private static readonly PeftConfig Folding = PeftConfig.Uniform([1, 2], new PrefixTuningConfig { PrefixLength = 2, Reparameterized = true });

    private static readonly PeftConfig Remembering = PeftConfig.Uniform([1, 2], new AdaloraConfig { Rank = 2 });

    private readonly EngineBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_the_best_epoch_predicted_is_not_measured_again()
    {
        var (trial, result) = await TrainAsync(Plain);
        using var model = trial.Model;

        Assert.Same(result.BestEvaluation, Stored(trial, result, packing: 1));
    }

    [Fact]
    public async Task It_is_to_the_last_digit_what_the_stored_weights_predict()
    {
        var (trial, result) = await TrainAsync(Plain);
        using var model = trial.Model;

        var measured = Stored(trial, result with { BestEvaluation = null }, packing: 1);

        Assert.NotSame(result.BestEvaluation, measured);
        Assert.True(result.Best!.Epoch < result.History.Length); // so the last epoch's weights are others
        Assert.Equal(result.BestEvaluation!.Loss, measured.Loss);
        Assert.Equal(result.BestEvaluation.Predictions, measured.Predictions);
    }

    [Fact]
    public async Task Modules_that_are_folded_are_measured_as_they_are_stored()
    {
        var (trial, result) = await TrainAsync(Folding);
        using var model = trial.Model;

        Assert.NotSame(result.BestEvaluation, Stored(trial, result, packing: 1));
    }

    [Fact]
    public async Task Modules_that_find_their_ranks_are_measured_as_they_are_stored()
    {
        var (trial, result) = await TrainAsync(Remembering);
        using var model = trial.Model;

        Assert.NotSame(result.BestEvaluation, Stored(trial, result, packing: 1));
    }

    [Fact]
    public async Task A_training_in_a_pack_is_measured_alone()
    {
        var (trial, result) = await TrainAsync(Plain);
        using var model = trial.Model;

        Assert.NotSame(result.BestEvaluation, Stored(trial, result, packing: 2));
    }

    [Fact]
    public async Task Weights_that_changed_since_they_were_measured_are_measured_again()
    {
        var (trial, result) = await TrainAsync(Plain);
        using var model = trial.Model;
        var weights = TrainedWeights.Of(model);
        var head = model.Head.Parameters[0].Tensor;
        var values = head.ToArray();
        values[0] += 1;
        head.CopyFrom(values);

        Assert.False(weights.AreAsTrained(model));
        Assert.NotSame(result.BestEvaluation, Stored((trial.Task, model, weights), result, packing: 1));
    }

    private async Task<((StudyTask Task, TrainableModel Model, TrainedWeights Weights) Trial, TrainingResult Result)> TrainAsync(PeftConfig modules)
    {
        var assignment = _bench.Assignment(0, modules);
        assignment = assignment with { Training = assignment.Training with { LearningRate = 0.05, Epochs = 12 } }; // so high that the loss goes up and down
        var task = StudyTask.Open(_bench.Workspace, assignment.Study, assignment.Training.MaximumLength);
        var model = TrialModel.Create(task, assignment);
        var training = _bench.Runner.TrainingOf((task, assignment, TrainingParts.Of(task, assignment)[^1]), model);
        var result = await new Trainer(TimeProvider.System).TrainAsync(training, new RecordingObserver(), Cancel);

        return ((task, model, TrainedWeights.Of(model)), result);
    }

    private Evaluation Stored((StudyTask Task, TrainableModel Model, TrainedWeights Weights) trial, TrainingResult result, int packing) =>
        new StoredEvaluation(trial.Task, _bench.Workspace.FrozenStates).Of((trial.Model, trial.Weights), result, packing, Cancel);
}
