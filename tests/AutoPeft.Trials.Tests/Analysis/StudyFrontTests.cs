using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Analysis;

public sealed class StudyFrontTests
{
    [Fact]
    public void The_front_is_ordered_by_the_first_objective_and_leaves_out_what_is_dominated() =>
        Assert.Equal([2, 0], StudyFront.Of(FinishedStudy.Of((0.7, 100), (0.6, 1_000), (0.9, 10_000))).Trials.Select(trial => trial.Number));

    [Fact]
    public void Baselines_and_unfinished_trials_do_not_take_part()
    {
        var study = FinishedStudy.Of((0.7, 100), (0.99, 10), (0.98, 10));
        study = study with
        {
            Trials =
            [
                study.Trials[0],
                study.Trials[1] with { Origin = TrialOrigin.Baseline },
                study.Trials[2] with { State = TrialState.Failed, Values = null },
            ],
        };

        Assert.Equal([0], StudyFront.Of(study).Trials.Select(trial => trial.Number));
    }

    [Fact]
    public void The_hypervolume_counts_decades_of_a_logarithmic_objective() =>
        Assert.Equal((0.2 * 2) + (0.1 * 1), StudyFront.Of(FinishedStudy.Of((0.7, 100), (0.8, 1_000)), [0.5, 10_000]).Hypervolume, 12);

    [Fact]
    public void What_exploded_does_not_move_the_reference_point_that_is_inferred()
    {
        var front = StudyFront.Of(FinishedStudy.Of((0.7, 100), (0.8, 1_000), (0.75, 500), (0.9, 10_000), (-1e12, 10)));

        Assert.Equal(0.68, front.ReferencePoint[0], 12);
    }

    [Fact]
    public void The_history_grows_to_the_hypervolume_of_the_front()
    {
        var study = FinishedStudy.Of((0.7, 100), (0.6, 1_000), (0.8, 1_000));

        var history = StudyFront.HypervolumeHistory(study, [0.5, 10_000]);

        Assert.Equal([0.4, 0.4, 0.5], history.Select(value => Math.Round(value, 12)));
        Assert.Equal(StudyFront.Of(study, [0.5, 10_000]).Hypervolume, history[^1], 12);
    }

    [Fact]
    public void A_configuration_with_several_seeds_counts_once_with_their_mean()
    {
        var study = Replicated();

        var front = StudyFront.Of(study, [0.5, 10_000]);

        Assert.Equal([1, 0], front.Trials.Select(trial => trial.Number));
        Assert.Equal(0.75, front.Trials[1].Values!.Value[0], 12);
        Assert.Equal(0.75, front.Trials[1].Metrics["accuracy"], 12);
        Assert.Equal([0.6, 0.7, 0.65], StudyFront.HypervolumeHistory(study, [0.5, 10_000]).Select(value => Math.Round(value, 12)));
        Assert.Equal(0.65, front.Hypervolume, 12);
    }

    [Fact]
    public void A_configuration_that_both_the_user_and_the_sampler_wanted_counts_once()
    {
        var study = FinishedStudy.Of((0.8, 100), (0.6, 100));
        study = study with { Trials = [study.Trials[0], study.Trials[1] with { Configuration = study.Trials[0].Configuration, Origin = TrialOrigin.Enqueued }] };

        Assert.Equal(0.7, Assert.Single(StudyFront.Of(study).Trials).Values!.Value[0], 12);
    }

    [Fact]
    public void The_knee_is_the_point_after_which_gains_get_expensive() =>
        Assert.Equal(1, StudyFront.Of(FinishedStudy.Of((0.5, 10), (0.88, 100), (0.9, 100_000))).Knee?.Number);

    [Fact]
    public void A_study_without_completed_trials_has_an_empty_front()
    {
        var front = StudyFront.Of(FinishedStudy.Of());

        Assert.Empty(front.Trials);
        Assert.Null(front.Knee);
        Assert.Equal(0, front.Hypervolume);
    }

    /// <summary>The first configuration measured 0.8 and then, with another seed, 0.7; the second one 0.9 for ten times the parameters.</summary>
    private static StudyRecord Replicated()
    {
        var study = FinishedStudy.Of((0.8, 100), (0.9, 1_000), (0.7, 100));

        return study with { Trials = [study.Trials[0], study.Trials[1], study.Trials[2] with { Configuration = study.Trials[0].Configuration, Replicate = 1 }] };
    }
}
