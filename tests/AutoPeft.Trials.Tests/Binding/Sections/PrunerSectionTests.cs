using AutoPeft.Primitives.Faults;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class PrunerSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_word_nothing_is_stopped()
    {
        Assert.Null(Read("seed: 1"));
        Assert.Null(Read("pruner: none"));
    }

    [Fact]
    public void A_name_is_enough() => Assert.Equal(new PrunerDefinition("asha"), Read("pruner: asha"));

    [Fact]
    public void Settings_may_be_given() => Assert.Equal(
        new PrunerDefinition("hyperband") { Least = 2, Reduction = 4, Comparison = RungComparison.All },
        Read("pruner: { name: hyperband, least: 2, reduction: 4, among: all }"));

    [Theory]
    [InlineData("pruner: ahsa", "Did you mean 'asha'?")]
    [InlineData("pruner: { name: asha, reduction: 1 }", "from 2")]
    [InlineData("pruner: { least: 1 }", "name")]
    [InlineData("pruner: { name: asha, eta: 3 }", "least")]
    public void Faults_say_what_to_do(string line, string remedy) =>
        Assert.Contains(remedy, Assert.Throws<InvalidInputException>(() => Read(line)).Faults.Single().Remedy, StringComparison.Ordinal);

    [Fact]
    public void Another_pruner_is_another_study()
    {
        var plain = TinyStudy.Load(_folder);

        Assert.Contains("pruner", TinyStudy.Load(_folder, ("retries: 2", "pruner: asha")).DifferenceFrom(plain), StringComparison.Ordinal);
    }

    private PrunerDefinition? Read(string line) => TinyStudy.Load(_folder, ("retries: 2", line)).Definition.Control.Pruner;

    [Fact]
    public void Fidelity_may_be_steps() => Assert.Equal(
        new PrunerDefinition("asha") { Unit = FidelityUnit.Steps, Least = 50, Most = 900 },
        Read("pruner: { name: asha, unit: steps, least: 50, most: 900 }"));

    [Fact]
    public void Fidelity_may_be_a_share_of_the_data() => Assert.Equal(
        new PrunerDefinition("hyperband") { Unit = FidelityUnit.Share, Least = 40_000 },
        Read("pruner: { name: hyperband, unit: share, least: 0.04 }"));

    [Theory]
    [InlineData("pruner: { name: asha, unit: minutes }", "epochs, steps, share")]
    [InlineData("pruner: { name: asha, unit: steps }", "'least:'")]
    [InlineData("pruner: { name: hyperband, unit: steps, least: 50 }", "most: 1000")]
    [InlineData("pruner: { name: asha, unit: steps, least: 50, most: 50 }", "larger")]
    [InlineData("pruner: { name: asha, unit: share, least: 0.5 }", "at most 1/3")]
    [InlineData("pruner: { name: asha, unit: share, most: 1 }", "least")]
    [InlineData("pruner: { name: asha, most: 9 }", "least")]
    [InlineData("pruner: { name: asha, unit: share }\nrunner: { command: [sh, train.sh] }", "epochs or steps")]
    [InlineData("pruner: { name: asha, unit: steps, least: 5 }\nrunner: { command: [sh, train.sh] }", "most")]
    public void What_a_fidelity_lacks_is_said(string line, string remedy) =>
        Assert.Contains(remedy, Assert.Throws<InvalidInputException>(() => Read(line)).Faults.Single().Remedy, StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_said_at_once() => Assert.Equal(
        3, Assert.Throws<InvalidInputException>(() => Read("pruner: { name: asha, unit: share, least: 0.6, most: 3, among: nobody }")).Faults.Length);

    [Fact]
    public void Another_unit_is_another_study_and_epochs_are_what_they_were()
    {
        var epochs = TinyStudy.Load(_folder, ("retries: 2", "pruner: asha"));
        var steps = TinyStudy.Load(_folder, ("retries: 2", "pruner: { name: asha, unit: steps, least: 1 }"));

        Assert.Contains(
            "pruner: PrunerDefinition { Name = asha, Least = 1, Reduction = 3, Comparison = NoDearer }",
            StudyFingerprint.Of(epochs.Definition, epochs.Binding).Lines);
        Assert.Equal("'pruner: default' became 'pruner: unit = Steps'", steps.DifferenceFrom(epochs));
    }
}
