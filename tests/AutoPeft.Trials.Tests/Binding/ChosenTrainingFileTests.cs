using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class ChosenTrainingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BoundStudy _study;

    public ChosenTrainingFileTests() => _study = SmallStudy.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Modules_without_layers_are_in_all_of_them()
    {
        var chosen = Parse("modules: [{ method: lora, rank: 2 }]");

        Assert.Equal(PeftConfig.Uniform([0, 1, 2], new LoraConfig { Rank = 2 }), chosen.Peft);
        Assert.Null(chosen.Seed);
    }

    [Fact]
    public void Json_is_read_too_with_training_and_seed()
    {
        var chosen = Parse("""{"modules": [{"method": "lora", "rank": 2, "layers": [1]}], "training": {"learning_rate": 0.003}, "seed": 9}""");

        Assert.Equal(PeftConfig.Uniform([1], new LoraConfig { Rank = 2 }), chosen.Peft);
        Assert.Equal((0.003, 3, 9), (chosen.Training.LearningRate, chosen.Training.Epochs, chosen.Seed));
    }

    [Fact]
    public void A_point_of_the_space_is_bound_as_a_trial_is()
    {
        const string Point = """{"layer.0": true, "layer.1": false, "layer.2": true, "lora.rank": 4, "serial_adapter.bottleneck_size": 0, "prefix_tuning.prefix_length": 0}""";
        var chosen = Parse(Point);

        Assert.Equal(_study.Binding.PeftOf(chosen.Point), chosen.Peft);
        Assert.Equal([0, 2], chosen.Peft.Layers);
    }

    [Theory]
    [InlineData("lora.rank: 3", "no point of the study's space")]
    [InlineData("modules: 3", "'modules' must be a list")]
    [InlineData("modules: [{ method: lora, rank: 2, layers: [7] }]", "layer")]
    [InlineData("modules: []\ntraining: { epochs: 0 }", "epochs")]
    [InlineData("modules: []\ntraining: { epochs: { choices: [1, 2] } }", "'epochs' is a domain")]
    [InlineData("modules: []\nseeds: 1", "no setting 'seeds'")]
    [InlineData("[1, 2]", "must be a mapping")]
    public void What_is_no_configuration_is_refused(string text, string expected)
    {
        var faults = Assert.Throws<InvalidInputException>(() => Parse(text));

        Assert.Contains(expected, faults.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Settings_of_the_command_line_replace_those_of_the_study()
    {
        var changed = ChosenTrainingFile.With(new TrainingSettings(), ["learning_rate=3e-3", "epochs=7"], "--set");

        Assert.Equal(new TrainingSettings { LearningRate = 3e-3, Epochs = 7 }, changed);
    }

    [Theory]
    [InlineData("lerning_rate=3e-3", "learning_rate")]
    [InlineData("epochs", "mapping")]
    [InlineData("epochs=0.5", "epochs")]
    public void Settings_that_cannot_be_used_are_refused(string change, string expected)
    {
        var faults = Assert.Throws<InvalidInputException>(() => ChosenTrainingFile.With(new TrainingSettings(), [change], "--set"));

        Assert.Contains(expected, faults.Message, StringComparison.Ordinal);
    }

    private ChosenTraining Parse(string text) => new ChosenTrainingFile(_study).Parse(text, "test");
}
