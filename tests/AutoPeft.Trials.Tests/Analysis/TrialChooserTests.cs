using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Analysis;

public sealed class TrialChooserTests
{
    private static readonly StudyRecord Study = FinishedStudy.Of((0.5, 10), (0.88, 100), (0.9, 100_000), (0.6, 100));

    [Fact]
    public void The_knee_is_that_of_the_front() => Assert.Equal(1, Choose().Knee()?.Trial.Number);

    [Theory]
    [InlineData("accuracy", 2)]
    [InlineData("trainable_parameters", 0)]
    public void The_best_is_the_best_in_the_direction_of_the_metric(string metric, int expected) =>
        Assert.Equal(expected, Choose().Best(metric)?.Trial.Number);

    [Fact]
    public void The_cheaper_one_of_equals_is_better()
    {
        var study = FinishedStudy.Of((0.9, 1_000), (0.9, 10));

        Assert.Equal(1, new TrialChooser(study, []).Best("accuracy")?.Trial.Number);
    }

    [Fact]
    public void Conditions_limit_the_choice() => Assert.Equal(1, Choose("trainable_parameters <= 1000").Best("accuracy")?.Trial.Number);

    [Fact]
    public void Nothing_is_chosen_when_no_trial_keeps_the_conditions()
    {
        Assert.Null(Choose("accuracy >= 0.95").Best("accuracy"));
        Assert.Null(Choose("accuracy >= 0.95").Knee());
    }

    [Fact]
    public void An_unknown_metric_is_refused_with_a_guess()
    {
        var fault = Assert.Throws<InvalidInputException>(() => Choose().Best("acuracy")).Faults.Single();

        Assert.Contains("'accuracy'", fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrialOrigin.Baseline)]
    [InlineData(TrialOrigin.Confirmation)]
    public void What_is_outside_the_search_is_never_chosen(TrialOrigin origin)
    {
        var study = Study with { Trials = Study.Trials.SetItem(2, Study.Trials[2] with { Origin = origin }) };

        Assert.Equal(1, new TrialChooser(study, []).Best("accuracy")?.Trial.Number);
    }

    [Fact]
    public void The_reasons_say_what_neighbours_and_baselines_have_and_how_much_noise_there_is()
    {
        var baseline = FinishedStudy.Trial(4, 0.85, 16_384) with { Origin = TrialOrigin.Baseline, Label = "uniform LoRA, learning rate 0.002" };
        var confirmed = baseline with { Number = 6, Replicate = 1, Values = [0.95, 16_384], Label = "uniform LoRA, confirmation 1" };
        var again = Study.Trials[1] with
        {
            Number = 5,
            Replicate = 1,
            Origin = TrialOrigin.Confirmation,
            Values = [0.86, 100],
        };
        var choice = new TrialChooser(Study with { Trials = [.. Study.Trials, baseline, again, confirmed] }, []).Knee()!;

        Assert.Equal(
            [
                "Trial 1 is the knee of a front of 3: after it, further gains get expensive.",
                "It has accuracy 0.88, trainable_parameters 100.",
                "Trial 2, next to it on the front, has accuracy 0.9 (0.02 more), trainable_parameters 100,000 (1000 times as much).",
                "Trial 0, next to it on the front, has accuracy 0.5 (0.38 less), trainable_parameters 10 (0.1 times as much).",
                "The baseline 'uniform LoRA, learning rate 0.002' has accuracy 0.85 (0.03 less).",
                "Over 2 seeds its accuracy is 0.87 with a standard deviation of 0.0141.",
            ],
            choice.Reasons);
    }

    [Fact]
    public void A_trial_without_results_is_given_with_no_more_than_its_number()
    {
        var failed = Study.Trials[1] with { State = TrialState.Failed, Values = null };
        var chooser = new TrialChooser(Study with { Trials = Study.Trials.SetItem(1, failed) }, []);

        Assert.Equal(["Trial 1 was asked for."], chooser.Given(1).Reasons);
    }

    [Fact]
    public void A_single_seed_is_said_to_be_one() =>
        Assert.Contains(Choose().Knee()!.Reasons, reason => reason.StartsWith("It was trained with one seed", StringComparison.Ordinal));

    private static TrialChooser Choose(params string[] conditions) =>
        new(Study, [.. conditions.Select(condition => TrialCondition.Parse(condition, "--where"))]);
}
