using AutoPeft.Cli.Sweeps;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Cli.Tests.Sweeps;

public sealed class SamplingNoiseTests
{
    private static readonly Recipe Sample = SampleRecipes.Of(PeftConfig.Uniform([0], new LoraConfig())) with
    {
        Results = [new("accuracy", "validation", 0.8)],
    };

    [Fact]
    public void It_is_the_standard_error_of_a_share() => Assert.Equal(
        "An accuracy of 0.8 on 100 texts has a standard error of 0.04 by the choice of these texts alone.", SamplingNoise.Of(Sample));

    [Fact]
    public void Nothing_is_said_of_other_metrics_and_of_words()
    {
        Assert.Null(SamplingNoise.Of(Sample with { Metric = "f1" }));
        Assert.Null(SamplingNoise.Of(Sample with { Task = TaskKind.TokenClassification }));
        Assert.Null(SamplingNoise.Of(Sample with { Results = [] }));
    }
}
