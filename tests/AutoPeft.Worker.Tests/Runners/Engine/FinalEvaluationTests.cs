using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class FinalEvaluationTests : IDisposable
{
    private readonly EngineBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_completed_trial_is_measured_on_the_test_rows()
    {
        var assignment = _bench.Assignment(0, PeftConfig.Uniform([0, 1, 2], new LoraConfig { Rank = 4 }));
        var outcome = await _bench.RunAsync(assignment);

        var test = await _bench.Finals.MeasureAsync(_bench.Study, assignment.CheckpointFolder, Cancel);

        Assert.InRange(test["accuracy"], 0.6, 1); // 0.33 by chance
        Assert.NotEqual(outcome.Metrics["loss"], test["loss"]);
    }

    [Fact]
    public async Task Another_process_measures_the_same()
    {
        var assignment = _bench.Assignment(0, PeftConfig.Uniform([2], new LoraConfig { Rank = 4 }));
        await _bench.RunAsync(assignment);
        var here = await _bench.Finals.MeasureAsync(_bench.Study, assignment.CheckpointFolder, Cancel);

        using var there = new EngineBench();

        Assert.Equal(here, await there.Finals.MeasureAsync(there.Study, assignment.CheckpointFolder, Cancel));
    }

    [Fact]
    public async Task Full_fine_tuning_is_measured_with_the_weights_it_changed()
    {
        var assignment = WholeModel(0);
        var outcome = await _bench.RunAsync(assignment);
        var study = _bench.Study with { Data = _bench.Study.Data with { Test = _bench.Study.Data.Validation } };

        var test = await _bench.Finals.MeasureAsync(study, assignment.CheckpointFolder, Cancel);

        Assert.InRange(outcome.Metrics["accuracy"], 0.6, 1);
        Assert.All(test, metric => Assert.Equal(outcome.Metrics[metric.Key], metric.Value));
    }

    [Fact]
    public async Task Full_fine_tuning_leaves_the_shared_model_as_it_was()
    {
        var head = _bench.Assignment(0, PeftConfig.Empty);
        var before = await _bench.RunAsync(head);

        await _bench.RunAsync(WholeModel(1));
        var after = await _bench.RunAsync(head with { Trial = 2 });

        Assert.Equal(before.Metrics["loss"], after.Metrics["loss"]);
    }

    [Fact]
    public async Task A_trial_without_weights_is_a_fault()
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(
            () => _bench.Finals.MeasureAsync(_bench.Study, _bench.File("absent"), Cancel));

        Assert.Contains("absent", error.Faults[0].Place.Source);
    }

    [Fact]
    public async Task A_study_without_test_rows_says_so()
    {
        var assignment = _bench.Assignment(0, PeftConfig.Empty);
        await _bench.RunAsync(assignment);
        var study = _bench.Study with { Data = _bench.Study.Data with { Test = null } };

        Assert.False(_bench.Finals.HasTest(study));
        await Assert.ThrowsAsync<InvalidInputException>(() => _bench.Finals.MeasureAsync(study, assignment.CheckpointFolder, Cancel));
    }

    private TrialAssignment WholeModel(int trial) => _bench.Assignment(trial, PeftConfig.Empty) with
    {
        Training = _bench.Study.Training with { TrainsBaseModel = true, LearningRate = 5e-3 },
    };
}
