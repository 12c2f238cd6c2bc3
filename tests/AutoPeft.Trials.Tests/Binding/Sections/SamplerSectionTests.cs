using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;

namespace AutoPeft.Trials.Tests.Binding.Sections;

public sealed class SamplerSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tpe", "tpe", null)]
    [InlineData("{ name: nsga2, initial: 7 }", "nsga2", 7)]
    [InlineData("{ initial: 3 }", SamplerNames.Default, 3)]
    public void A_sampler_is_a_name_or_a_name_with_settings(string yaml, string name, int? initial)
    {
        var sampler = Load(yaml, "[error, size]").Plan.Control.Sampler;

        Assert.Equal((name, initial), (sampler.Name, sampler.Initial));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("sobol")]
    [InlineData("grid")]
    public void A_number_of_first_trials_is_refused_where_all_trials_are_of_one_kind(string name)
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Load($"{{ name: {name}, initial: 4 }}", "[error]")).Faults);

        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Equal((3, 29 + name.Length), (fault.Place.Line, fault.Place.Column));
    }

    [Theory]
    [InlineData("cost-frugal")]
    [InlineData("smac")]
    public void A_tuner_of_ML_NET_needs_ML_NET_and_one_objective(string name)
    {
        var faults = Assert.Throws<InvalidInputException>(() => Load(name, "[error, size]")).Faults;

        Assert.Equal(SamplerCatalog.HasTuners ? 1 : 2, faults.Length);
        Assert.Contains("has one objective; the study has 2", faults[^1].Message, StringComparison.Ordinal);
        Assert.Equal(3, faults[^1].Place.Line);
    }

    [Fact]
    public void A_tuner_of_ML_NET_proposes_where_it_is_built_in()
    {
        if (!SamplerCatalog.HasTuners)
        {
            Assert.Contains("--with mlnet", Assert.Throws<InvalidInputException>(() => Load("smac", "[error]")).Faults.Single().Remedy, StringComparison.Ordinal);
            return;
        }

        var plan = Load("smac", "[error]").Plan;

        Assert.Single(SamplerCatalog.Create(plan.Control).Suggest(plan.Snapshot, 1, Primitives.Randomness.RandomKey.FromSeed(1)));
    }

    private BlackBoxStudy Load(string sampler, string objectives)
    {
        var path = Path.Combine(_folder.Path, "box.yaml");
        File.WriteAllText(path, $"parameters: {{ x: {{ float: [0, 1] }} }}\nobjectives: {objectives}\nsampler: {sampler}\n");
        return BlackBoxFile.Load(path, new());
    }
}
