using System.Collections.Immutable;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Control;

public sealed class SamplerInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BoundStudy _study;

    public SamplerInputTests() => _study = TinyStudy.Load(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sampler_learns_of_results_pending_and_infeasible_trials()
    {
        var input = SamplerInput.Of(_study.Plan, new(_study.Header,
        [
            Trial(0) with { State = TrialState.Completed, Values = [0.5, 100] },
            Trial(1) with { State = TrialState.Running },
            Trial(2) with { State = TrialState.Infeasible, Cause = InfeasibleCause.OutOfMemory },
            Trial(3) with { State = TrialState.Failed },
            Trial(4) with { State = TrialState.Infeasible, Cause = InfeasibleCause.Diverged },
        ]));

        Assert.Equal(SampleStudies.Configuration(0), input.Observations.Single().Configuration);
        Assert.Equal([SampleStudies.Configuration(1)], input.Pending);
        Assert.Equal([InfeasibilityKind.OutOfMemory, InfeasibilityKind.Failed, InfeasibilityKind.Diverged], input.Infeasible.Select(trial => trial.Kind));
    }

    [Fact]
    public void Baselines_teach_it_nothing()
    {
        var input = SamplerInput.Of(
            _study.Plan, new(_study.Header, [Trial(0) with { Origin = TrialOrigin.Baseline, State = TrialState.Completed, Values = [0.5, 100] }]));

        Assert.Empty(input.Known);
    }

    [Fact]
    public void Results_come_in_the_order_of_trials_whenever_they_finished()
    {
        var input = SamplerInput.Of(_study.Plan, new(_study.Header,
        [
            Trial(0) with { State = TrialState.Completed, Values = [0.5, 100], Finished = DateTimeOffset.MaxValue },
            Trial(1) with { State = TrialState.Completed, Values = [0.6, 100], Finished = DateTimeOffset.MinValue },
        ]));

        Assert.Equal([0.5, 0.6], input.Observations.Select(observation => observation.Values[0]));
    }

    [Fact]
    public void A_stopped_trial_counts_as_one_that_learns_on_like_the_others()
    {
        var input = SamplerInput.Of(_study.Plan, new(_study.Header,
        [
            Measured(Trial(0), 0.5, 0.8) with { State = TrialState.Completed, Values = [0.8, 100] },
            Measured(Trial(1), 0.4) with { State = TrialState.Pruned, Metrics = Metrics(("accuracy", 0.4), ("trainable_parameters", 30)) },
        ]));

        Assert.Equal(0.7, input.Observations[1].Values[0], 12);
        Assert.Equal(30, input.Observations[1].Values[1], 9);
        Assert.Empty(input.Infeasible);
        Assert.Empty(input.Pending);
    }

    [Fact]
    public void A_stopped_trial_that_measured_too_little_is_known_and_no_failure()
    {
        var input = SamplerInput.Of(_study.Plan, new(_study.Header, [Trial(0) with { State = TrialState.Pruned }]));

        Assert.Empty(input.Infeasible);
        Assert.Equal([SampleStudies.Configuration(0)], input.Known);
    }

    [Fact]
    public void A_trial_that_broke_a_measured_limit_still_teaches_its_values_and_by_how_much()
    {
        var study = TinyStudy.Load(_folder, ("retries: 2", "constraints: [\"loss <= 0.5\"]"));
        var broken = Trial(0) with
        {
            State = TrialState.Infeasible,
            Cause = InfeasibleCause.Constraint,
            Metrics = Metrics(("accuracy", 0.9), ("trainable_parameters", 30), ("loss", 0.7)),
        };

        var input = SamplerInput.Of(study.Plan, new(study.Header, [broken, broken with { Number = 1, Metrics = Metrics() }]));

        Assert.Equal([0.9, 30], Assert.Single(input.Observations).Values);
        Assert.Equal(0.2, input.ExcessOf(input.Observations[0], 0)!.Value, 12);
        Assert.Equal(InfeasibilityKind.Constraint, Assert.Single(input.Infeasible).Kind);
    }

    private static Trial Measured(Trial trial, params double[] accuracies) => trial with
    {
        Measurements = [.. accuracies.Select((accuracy, i) => new Measurement(trial.Number, 1, 10 * (i + 1), "accuracy", accuracy))],
    };

    private static ImmutableSortedDictionary<string, double> Metrics(params IEnumerable<(string Name, double Value)> metrics) =>
        metrics.ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal);

    private static Trial Trial(int number) => new()
    {
        Number = number,
        Configuration = SampleStudies.Configuration(number),
        Seed = number,
        Queued = default,
    };
}
