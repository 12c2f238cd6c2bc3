using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Analysis;

public sealed class StudyAnalysisTests
{
    [Fact]
    public void Only_completed_trials_of_the_search_are_looked_at_and_keep_their_numbers()
    {
        var header = SampleStudies.Header();
        var plan = new StudyPlan("sample", new() { Budget = new(1, null) }, new StudySnapshot(new([]), header.Objectives));
        Trial[] trials =
        [
            Trial(0) with { Values = [0.5, 1], Origin = TrialOrigin.Baseline },
            Trial(1) with { State = TrialState.Pruned },
            Trial(2) with { Values = [0.7, 2] },
            Trial(3) with { State = TrialState.Running },
            Trial(4) with { Values = [0.6, 3], Origin = TrialOrigin.Enqueued },
        ];

        var analysis = StudyAnalysis.Of(plan, new(header, [.. trials]));

        Assert.Equal([2, 4], analysis.Trials.Select(trial => trial.Number));
        Assert.Equal([0.7, 0.6], analysis.Snapshot.Observations.Select(observation => observation.Values[0]));
    }

    private static Trial Trial(int number) => new()
    {
        Number = number,
        Configuration = SampleStudies.Configuration(number),
        Seed = number,
        Queued = default,
        State = TrialState.Completed,
    };
}
