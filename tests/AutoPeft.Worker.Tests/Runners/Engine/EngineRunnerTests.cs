using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class EngineRunnerTests : IDisposable
{
    private static readonly PeftConfig Modules = PeftConfig.Uniform(
        [1, 2], new LoraConfig { Rank = 2 }, new SerialAdapterConfig { BottleneckSize = 3 }, new PrefixTuningConfig { PrefixLength = 2 });

    private static readonly PrunerDefinition ByShare = new("asha") { Unit = FidelityUnit.Share, Least = Fidelity.OfShare(0.1).Amount };

    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_trial_is_trained_and_measured()
    {
        var outcome = await _bench.RunAsync(_bench.Assignment(0, Modules));

        Assert.Equal(TrialState.Completed, outcome.State);
        Assert.InRange(outcome.Metrics["accuracy"], 0.6, 1); // 0.33 by chance
        Assert.Equal(30, outcome.Metrics["steps"]);
        Assert.Equal(3, outcome.Metrics["epochs"]);
        Assert.True(outcome.Metrics.ContainsKey("f1_macro"));
        Assert.False(outcome.Metrics.ContainsKey("f1")); // three classes
        Assert.True(double.IsFinite(outcome.Metrics["loss"]));
    }

    [Fact]
    public async Task Every_epoch_is_reported_and_then_its_checkpoint()
    {
        await _bench.RunAsync(_bench.Assignment(0, Modules));

        Assert.Equal([10, 20, 30], _bench.Reporter.Measurements.Select(measurement => measurement.Step));
        Assert.Equal([10, 20, 30], _bench.Reporter.Checkpoints.Select(checkpoint => checkpoint.Step));
        Assert.All(_bench.Reporter.Measurements, measured => Assert.Contains("accuracy", measured.Metrics.Keys));
        Assert.Equal(1, _bench.Reporter.LastProgress);
    }

    [Fact]
    public async Task Equal_assignments_give_equal_metrics()
    {
        var first = await _bench.RunAsync(_bench.Assignment(0, Modules));
        var second = await _bench.RunAsync(_bench.Assignment(1, Modules));

        Assert.Equal(first.Metrics.Remove("training_seconds"), second.Metrics.Remove("training_seconds"));
    }

    [Fact]
    public async Task A_study_that_asks_for_another_engine_is_refused_with_the_option()
    {
        var study = _bench.Study with { Control = _bench.Study.Control with { Engine = "torchsharp" } };

        var prepared = await Assert.ThrowsAsync<InvalidInputException>(
            () => _bench.Runner.PrepareAsync(study, TestContext.Current.CancellationToken));
        var trained = await Assert.ThrowsAsync<InvalidInputException>(
            () => _bench.RunAsync(_bench.Assignment(0, Modules) with { Study = study }));

        Assert.All([prepared, trained], fault => Assert.Contains("--engine torchsharp", fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_device_makes_the_trial_infeasible_in_the_words_of_the_device()
    {
        using var bench = new EngineBench(new FullDevice());

        var outcome = await bench.RunAsync(bench.Assignment(0, Modules));

        Assert.Equal((TrialState.Infeasible, InfeasibleCause.OutOfMemory), (outcome.State, outcome.Cause));
        Assert.Contains(FullDevice.Words, outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_seed_gives_another_loss()
    {
        var first = await _bench.RunAsync(_bench.Assignment(0, Modules));
        var second = await _bench.RunAsync(_bench.Assignment(1, Modules) with { Seed = 9 });

        Assert.NotEqual(first.Metrics["loss"], second.Metrics["loss"]);
    }

    [Fact]
    public async Task A_trial_that_was_stopped_continues_on_another_attempt_with_the_same_result()
    {
        var expected = await _bench.RunAsync(_bench.Assignment(0, Modules));
        var assignment = _bench.Assignment(1, Modules);
        using var stopping = new CancellationTokenSource();
        var reporter = new RecordingReporter { OnProgress = fraction => CancelIf(fraction > 0.6, stopping) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Runner.RunAsync(assignment, reporter, stopping.Token));

        var outcome = await _bench.RunAsync(assignment with { Attempt = 2, ResumeFrom = reporter.Checkpoints[^1] });

        Assert.Equal([20, 30], _bench.Reporter.Measurements.Skip(3).Select(measured => measured.Step)); // after the other trial's
        Assert.Equal(expected.Metrics.Remove("training_seconds"), outcome.Metrics.Remove("training_seconds"));
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_a_warning_and_the_trial_starts_again()
    {
        var assignment = _bench.Assignment(0, Modules);
        await File.WriteAllTextAsync(Path.Combine(assignment.CheckpointFolder, "training.checkpoint"), "half", TestContext.Current.CancellationToken);

        var outcome = await _bench.RunAsync(assignment with { ResumeFrom = new(10, "training.checkpoint") });

        Assert.Equal(TrialState.Completed, outcome.State);
        Assert.Contains("not a checkpoint", Assert.Single(_bench.Reporter.Warnings));
        Assert.Equal(3, _bench.Reporter.Measurements.Count);
    }

    [Fact]
    public async Task A_verdict_to_prune_ends_the_trial()
    {
        var reporter = new RecordingReporter { Verdict = step => step == 20 ? ReportVerdict.Prune : ReportVerdict.Continue };

        var outcome = await _bench.Runner.RunAsync(_bench.Assignment(0, Modules), reporter, TestContext.Current.CancellationToken);

        Assert.Equal(TrialState.Pruned, outcome.State);
        Assert.Equal(2, reporter.Measurements.Count);
    }

    [Fact]
    public async Task Divergence_is_an_outcome_with_its_reason()
    {
        var assignment = _bench.Assignment(0, Modules);

        var outcome = await _bench.RunAsync(assignment with { Training = assignment.Training with { LearningRate = 1e30 } });

        Assert.Equal(TrialState.Infeasible, outcome.State);
        Assert.Equal(InfeasibleCause.Diverged, outcome.Cause);
        Assert.Contains("step", outcome.Reason);
    }

    [Fact]
    public async Task Trials_at_the_same_time_give_the_results_they_give_alone()
    {
        var alone = await _bench.RunAsync(_bench.Assignment(0, Modules));

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 3).Select(trial => _bench.RunAsync(_bench.Assignment(trial, Modules))));

        Assert.All(outcomes, outcome => Assert.Equal(alone.Metrics["loss"], outcome.Metrics["loss"]));
    }

    [Fact]
    public async Task A_study_is_checked_before_any_trial()
    {
        File.AppendAllText(_bench.Study.Data.Test!, "ragged\n");

        var error = await Assert.ThrowsAsync<Primitives.Faults.InvalidInputException>(
            () => _bench.Runner.PrepareAsync(_bench.Study, TestContext.Current.CancellationToken));

        Assert.Equal(77, Assert.Single(error.Faults).Place.Line);
    }

    [Fact]
    public async Task A_tokenizer_with_more_tokens_than_the_model_is_a_fault()
    {
        File.AppendAllText(Path.Combine(_bench.Study.Model, "vocab.txt"), "more\n");

        var error = await Assert.ThrowsAsync<Primitives.Faults.InvalidInputException>(
            () => _bench.Runner.PrepareAsync(_bench.Study, TestContext.Current.CancellationToken));

        Assert.Contains("61 tokens, the model only 60", Assert.Single(error.Faults).Message);
    }

    private static void CancelIf(bool condition, CancellationTokenSource cancellation)
    {
        if (condition)
        {
            cancellation.Cancel();
        }
    }

    [Fact]
    public async Task By_shares_it_is_trained_on_ever_more_data_and_at_last_as_without_a_judge()
    {
        var expected = await _bench.RunAsync(_bench.Assignment(0, Modules));
        var reporter = new RecordingReporter();

        var outcome = await _bench.Runner.RunAsync(_bench.Assignment(1, Modules) with { Pruner = ByShare }, reporter, TestContext.Current.CancellationToken);

        // 153 rows in batches of 16: 17 and 51 of them take 2 and 4 steps an epoch.
        Assert.Equal([6, 18, 28, 38, 48], reporter.Measurements.Select(measurement => measurement.Step));
        Assert.Equal(
            [1.0 / 9, 1.0 / 3, 0, 0, 0],
            reporter.Measurements.Select(measurement => measurement.Metrics.GetValueOrDefault("data_share")),
            (first, second) => Math.Abs(first - second) < 1e-6);
        Assert.Equal(expected.Metrics.Remove("training_seconds"), outcome.Metrics.Remove("training_seconds"));
        Assert.Equal(1, reporter.LastProgress);
        Assert.Empty(Directory.GetFiles(_bench.Assignment(1, Modules).CheckpointFolder, "*.checkpoint"));
    }

    [Fact]
    public async Task A_trial_may_be_stopped_with_a_share_of_the_data()
    {
        var reporter = new RecordingReporter { Verdict = step => step == 6 ? ReportVerdict.Prune : ReportVerdict.Continue };

        var outcome = await _bench.Runner.RunAsync(_bench.Assignment(0, Modules) with { Pruner = ByShare }, reporter, TestContext.Current.CancellationToken);

        Assert.Equal(TrialState.Pruned, outcome.State);
        Assert.Single(reporter.Measurements);
    }

    [Fact]
    public async Task A_trial_that_was_stopped_while_it_trained_on_a_share_continues_there()
    {
        var expected = await _bench.RunAsync(_bench.Assignment(0, Modules));
        var assignment = _bench.Assignment(1, Modules) with { Pruner = ByShare };
        using var stopping = new CancellationTokenSource();
        var first = new RecordingReporter { OnProgress = fraction => CancelIf(fraction > 12.0 / 48, stopping) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Runner.RunAsync(assignment, first, stopping.Token));

        var second = new RecordingReporter();
        var outcome = await _bench.Runner.RunAsync(
            assignment with { Attempt = 2, ResumeFrom = first.Checkpoints[^1] }, second, TestContext.Current.CancellationToken);

        Assert.Equal("share-333333.checkpoint", first.Checkpoints[^1].Path);
        Assert.Equal([6], first.Measurements.Select(measurement => measurement.Step));
        Assert.Equal([18, 28, 38, 48], second.Measurements.Select(measurement => measurement.Step));
        Assert.Equal(expected.Metrics.Remove("training_seconds"), outcome.Metrics.Remove("training_seconds"));
    }

    [Fact]
    public async Task By_steps_it_is_measured_at_the_rungs_and_not_stopped_with_its_last_step()
    {
        var pruner = new PrunerDefinition("asha") { Unit = FidelityUnit.Steps, Least = 6, Reduction = 5 };
        var reporter = new RecordingReporter { Verdict = step => step == 30 ? ReportVerdict.Prune : ReportVerdict.Continue };

        var outcome = await _bench.Runner.RunAsync(_bench.Assignment(0, Modules) with { Pruner = pruner }, reporter, TestContext.Current.CancellationToken);

        Assert.Equal([6, 10, 20, 30], reporter.Measurements.Select(measurement => measurement.Step));
        Assert.Equal(TrialState.Completed, outcome.State);
    }
}
