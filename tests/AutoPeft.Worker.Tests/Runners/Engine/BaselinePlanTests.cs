using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class BaselinePlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Baselines_bind_to_what_their_names_say()
    {
        var study = SmallStudy.Write(_folder);
        var binding = study.BindingOf(TrialOrigin.Baseline);

        var kinds = BaselinePlan.For(study.Definition).ToDictionary(kind => kind.Name, kind => kind.Proposals(1).First().Configuration);

        Assert.Empty(binding.PeftOf(kinds["head only"]).Placements);
        Assert.Empty(binding.PeftOf(kinds["full fine-tuning"]).Placements);
        Assert.True(binding.TrainingOf(kinds["full fine-tuning"]).TrainsBaseModel);
        Assert.Equal([0, 1, 2], binding.PeftOf(kinds["uniform LoRA"]).Layers);
        Assert.Equal("lora", binding.PeftOf(kinds["uniform LoRA"]).Groups.Single().Method.Method);
        Assert.Equal("serial_adapter", binding.PeftOf(kinds["uniform serial adapter"]).Groups.Single().Method.Method);
    }

    [Fact]
    public void Modules_that_the_study_names_are_tried_like_the_others()
    {
        var study = SmallStudy.Write(_folder);
        var modules = PeftConfig.Uniform([1], new LoraConfig { Rank = 3 });

        var named = BaselinePlan.For(study.Definition with { Baselines = [new("before", modules)] })[^1];

        Assert.Equal("before", named.Name);
        Assert.Equal(3, named.Proposals(1).Count());
        Assert.All(named.Proposals(1), proposal =>
            Assert.Equal(modules, study.BindingOf(TrialOrigin.Baseline).PeftOf(proposal.Configuration)));
    }

    [Fact]
    public void Each_kind_is_tried_at_three_learning_rates()
    {
        var study = SmallStudy.Write(_folder);
        var binding = study.BindingOf(TrialOrigin.Baseline);

        var proposals = BaselinePlan.For(study.Definition).SelectMany(kind => kind.Proposals(1)).ToArray();

        Assert.Equal(12, proposals.Length);
        Assert.Equal(12, proposals.Select(proposal => proposal.Label).Distinct().Count());
        Assert.Equal("head only, learning rate 0.004", proposals[0].Label);
        Assert.Equal(4e-3, binding.TrainingOf(proposals[0].Configuration).LearningRate);
        Assert.All(proposals, proposal => Assert.Equal(TrialOrigin.Baseline, proposal.Origin));
    }

    [Theory]
    [InlineData(128, new[] { 5e-4, 2e-3, 8e-3 }, new[] { 3e-4, 1e-3, 3e-3 })]
    [InlineData(768, new[] { 8e-5, 3e-4, 1e-3 }, new[] { 5e-5, 2e-4, 5e-4 })]
    public void Wider_models_get_lower_rates(int width, double[] modules, double[] whole)
    {
        var study = SmallStudy.Write(_folder).Definition;
        var kinds = BaselinePlan.For(study with { Shape = study.Shape with { HiddenSize = width } });

        Assert.Equal(modules, kinds[0].LearningRates);
        Assert.Equal(whole, kinds[1].LearningRates);
    }

    [Fact]
    public void The_best_of_a_kind_is_selected_on_validation()
    {
        var kinds = BaselinePlan.For(SmallStudy.Write(_folder).Definition);
        var trials = kinds.SelectMany(kind => kind.Proposals(1))
            .Select((proposal, number) => Completed(number, proposal, accuracy: 0.1 * (number % 3)))
            .ToArray();

        var best = BaselinePlan.Best(kinds[2], trials, new Objective("accuracy", Direction.Maximize));

        Assert.Equal("uniform LoRA, learning rate 0.06", best!.Label);
        Assert.Null(BaselinePlan.Best(kinds[2], trials[..6], new Objective("accuracy", Direction.Maximize)));
    }

    private static Trial Completed(int number, TrialProposal proposal, double accuracy) => new()
    {
        Number = number,
        Configuration = proposal.Configuration,
        Origin = proposal.Origin,
        Label = proposal.Label,
        Seed = proposal.Seed,
        State = TrialState.Completed,
        Queued = DateTimeOffset.UnixEpoch,
        Metrics = TrialOutcome.Completed([KeyValuePair.Create("accuracy", accuracy)]).Metrics,
    };
}
