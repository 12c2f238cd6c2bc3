using System.Globalization;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.TestKit.Trials;
using AutoPeft.Tensors.Engines;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

/// <summary>Whole studies with real training, from the study file to test results.</summary>
public sealed class EngineSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManagedEngine _engine = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Trials_and_baselines_are_trained_and_every_one_can_be_measured_on_the_test_rows()
    {
        var study = SmallStudy.Write(_folder);
        var record = await RunAsync(study, "store", withBaselines: true);

        Assert.Equal(StudyStatus.Finished, record.Status);
        Assert.Equal(16, record.Count(TrialState.Completed));
        using var workspace = new EngineWorkspace(_engine, frozenStateBytes: 1 << 24);
        var finals = new FinalEvaluation(workspace);
        foreach (var trial in record.Trials)
        {
            var test = await finals.MeasureAsync(study.Definition, TrialFolder("store", trial.Number), Cancel);
            Assert.InRange(test["accuracy"], 0, 1);
        }

        var whole = BaselinePlan.Best(
            BaselinePlan.For(study.Definition)[1], record.Trials, study.Definition.Objectives[0])!;
        Assert.StartsWith("full fine-tuning", whole.Label);
        Assert.Equal(study.Definition.Shape.ParameterCount, whole.Metrics["trainable_parameters"]);
    }

    [Fact]
    public async Task A_sweep_that_is_stopped_in_the_middle_of_a_trial_continues_to_the_same_results()
    {
        var study = SmallStudy.Write(_folder);
        var whole = await RunAsync(study, "whole");
        using var stopping = new CancellationTokenSource();

        var paused = await RunAsync(study, "cut", stopping: stopping);
        var continued = await RunAsync(study, "cut");

        Assert.Equal(StudyStatus.Paused, paused.Status);
        Assert.Contains(paused.Trials, trial => trial.State == TrialState.Queued && trial.Attempts.Length == 1);
        Assert.Equal(Results(whole), Results(continued));
    }

    [Fact]
    public async Task Trials_that_are_packed_have_the_results_of_trials_that_are_not()
    {
        var study = SmallStudy.Write(_folder);
        var control = study.Definition.Control with { Concurrency = 4 };
        var alone = study with { Definition = study.Definition with { Control = control } };
        var packed = study with { Definition = study.Definition with { Control = control with { Packing = 4 } } };

        var one = await RunAsync(alone, "alone");
        var other = await RunAsync(packed, "packed");

        Assert.Equal(4, one.Count(TrialState.Completed));
        Assert.Equal(Results(one), Results(other));
    }

    private static IEnumerable<string> Results(StudyRecord record) => record.Trials.Select(trial => string.Join(
        ' ',
        trial.Configuration.ToJson(),
        string.Join(' ', trial.Metrics.Remove("training_seconds").Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key}={metric.Value:R}")))));

    private string TrialFolder(string store, int trial) => _folder.File($"{store}/small/trials/{trial}");

    /// <summary>Runs the study; with <paramref name="stopping"/>, until its second trial is halfway.</summary>
    private async Task<StudyRecord> RunAsync(
        BoundStudy study, string storeName, bool withBaselines = false, CancellationTokenSource? stopping = null)
    {
        using var workspace = new EngineWorkspace(_engine, frozenStateBytes: 1 << 24);
        await using var store = new JournalTrialStore(_folder.File(storeName), TimeProvider.System);
        var reader = new StudyFile(new FixedShape(study.Definition.Shape));
        var sweep = new LocalSweep(store, new EngineRunner(workspace, TimeProvider.System), reader, TimeProvider.System);
        await sweep.OpenAsync(study, Cancel);
        if (withBaselines)
        {
            var kinds = BaselinePlan.For(study.Definition);
            await store.EnqueueAsync("small", [.. kinds.SelectMany(kind => kind.Proposals(seed: 0))], Cancel);
        }

        var observer = stopping is null ? null : new StopHalfway(stopping);

        return await sweep.RunAsync(study, _folder.File(storeName), observer, stopping?.Token ?? Cancel);
    }
}
