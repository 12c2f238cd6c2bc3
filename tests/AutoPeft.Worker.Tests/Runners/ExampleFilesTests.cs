using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Worker.Tests.Runners;

public sealed class ExampleFilesTests
{
    private static readonly StudyFile Reader = new(new ModelDescriber());

    [Theory]
    [InlineData("rte", "glue/RTE")]
    [InlineData("mrpc", "glue/MRPC")]
    [InlineData("sst2", "glue/SST-2")]
    [InlineData("autopeft-sst2", "glue/SST-2")]
    [InlineData("agnews", "agnews")]
    public void Every_example_is_a_study_that_can_be_started(string name, string data)
    {
        Assert.SkipWhen(Repository.SharedData(data) is null, $"The corpus {data} is not on this machine.");

        var study = Reader.Load(Path.Combine(Repository.Root, "examples", $"{name}.yaml"));

        Assert.Equal(name, study.Definition.Name);
        Assert.All(Enumerable.Range(0, 20), draw =>
            Assert.Null(study.Definition.Space.WhyInvalid(study.Definition.Space.Sample(RandomKey.FromSeed(draw))!)));
    }

    [Theory]
    [InlineData("autopeft-bert-base.yaml", 109_482_240)]
    [InlineData("autopeft-bert-large.yaml", 335_141_888)]
    public void Every_example_of_a_space_describes_its_model(string name, long parameters)
    {
        var space = Reader.LoadSpace(Path.Combine(Repository.Root, "examples", "spaces", name));

        Assert.Equal(parameters, space.Binding.Shape.ParameterCount);
    }
}
