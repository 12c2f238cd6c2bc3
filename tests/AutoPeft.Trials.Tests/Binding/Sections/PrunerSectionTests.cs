using AutoPeft.Primitives.Faults;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
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
}
