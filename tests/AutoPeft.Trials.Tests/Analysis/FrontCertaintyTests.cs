using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Analysis;

public sealed class FrontCertaintyTests
{
    private static readonly StudyPlan Plan = new(
        "s",
        new() { Budget = new(20, null) },
        new(new([new IntegerDomain("lora.rank", (0, 31))]), FinishedStudy.Objectives)
        {
            Oracles = ImmutableDictionary.CreateRange<string, Func<Configuration, double>>(
                [new("trainable_parameters", configuration => 100 * (1 + configuration["lora.rank"].AsNumber))]),
        });

    [Fact]
    public void The_best_is_surer_than_what_hardly_differs_from_a_cheaper_one()
    {
        var certainty = FrontCertainty.Of(Plan, Study());

        Assert.True(certainty[7].Probability > 0.9);
        Assert.True(certainty[7].Probability > certainty[3].Probability);
        Assert.All(certainty.Values, member => Assert.Equal(1, member.Seeds));
    }

    [Fact]
    public void Replicates_and_confirmations_are_seeds_of_their_configuration_and_baselines_are_not()
    {
        var study = Study();
        var first = study.Trials[0].Configuration;
        study = study with
        {
            Trials =
            [
                .. study.Trials,
                FinishedStudy.Trial(8, 0.5, 100) with { Configuration = first, Replicate = 1 },
                FinishedStudy.Trial(9, 0.5, 100) with { Configuration = first, Replicate = 1, Origin = TrialOrigin.Confirmation },
                FinishedStudy.Trial(10, 0.5, 100) with { Configuration = first, Origin = TrialOrigin.Baseline },
            ],
        };

        var certainty = FrontCertainty.Of(Plan, study);

        Assert.Equal(3, certainty[0].Seeds);
        Assert.Equal(3, certainty[8].Seeds);
        Assert.False(certainty.ContainsKey(10));
    }

    [Fact]
    public void Too_few_trials_say_nothing() => Assert.Empty(FrontCertainty.Of(Plan, FinishedStudy.Of((0.5, 100), (0.6, 200))));

    private static StudyRecord Study() => FinishedStudy.Of(
        (0.50, 100), (0.58, 200), (0.66, 300), (0.660001, 400), (0.65, 500), (0.70, 600), (0.75, 700), (0.90, 800));
}
