using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Acquisition;

public sealed class CandidateSearchTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    /// <summary>Three kinds of modules with sizes in three layers, one setting that exists for one kind only, and a rule: 3,072 points, some of them not valid.</summary>
    private static readonly SearchSpace Levels = new(
        [
            new CategoricalDomain("method", ["lora", "prefix", "serial"]),
            .. Enumerable.Range(0, 3).Select(layer => new OrdinalDomain($"size.{layer}", [0, 1, 2, 4, 8, 16, 32, 64])),
            new IntegerDomain("depth", (1, 4)) { When = new("method", [ParameterValue.Of("prefix")]) },
        ],
        new() { Rules = [new("budget", "Too large.", configuration => Total(configuration) <= 100)] });

    [Fact]
    public void In_a_small_space_it_finds_what_is_best_of_all()
    {
        var (acquisition, tried) = Acquisition(Levels);
        var everything = Levels.Enumerate().Select(Levels.Canonical).Distinct().Where(Levels.IsValid).ToArray();

        var found = new CandidateSearch(Levels, acquisition, configuration => !tried.Contains(configuration), new()).Best(tried, Key);

        Assert.NotNull(found);
        Assert.Equal(everything.Except(tried).Max(one => Value(acquisition, one)), Value(acquisition, found), 1e-12);
    }

    [Fact]
    public void What_is_not_new_is_neither_found_nor_passed_through_to_the_end()
    {
        var (acquisition, tried) = Acquisition(Levels);
        var refused = new HashSet<Configuration>(tried);
        for (var i = 0; i < 20; i++)
        {
            var found = new CandidateSearch(Levels, acquisition, configuration => !refused.Contains(configuration), new()).Best(tried, Key.For(i));

            Assert.NotNull(found);
            Assert.True(refused.Add(found), $"{found} was found twice.");
        }
    }

    [Fact]
    public void Numbers_are_found_to_more_than_a_grid_would_give()
    {
        var space = new SearchSpace([.. Levels.Domains, new FloatDomain("rate", 1e-4, 1e-1, Scale.Log), new FloatDomain("dropout", 0, 0.5)], Levels.Rules);
        var (acquisition, tried) = Acquisition(space);

        var found = new CandidateSearch(space, acquisition, configuration => !tried.Contains(configuration), new()).Best(tried, Key)!;

        Assert.Equal(-2.5, Math.Log10(found["rate"].AsNumber), 1e-2);
        Assert.Equal(0.2, found["dropout"].AsNumber, 1e-2);
        Assert.True(space.IsValid(found));
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is_new()
    {
        var (acquisition, tried) = Acquisition(Levels);

        Assert.Null(new CandidateSearch(Levels, acquisition, _ => false, new()).Best(tried, Key));
    }

    private static double Value(AcquisitionFunction acquisition, Configuration configuration) =>
        acquisition.Evaluate(configuration, acquisition.Encoding.Point(configuration));

    private static (AcquisitionFunction Acquisition, Configuration[] Tried) Acquisition(SearchSpace space)
    {
        var study = new StudySnapshot(space, [new("error", Direction.Minimize), new("cost", Direction.Minimize)]);
        Configuration[] tried = [.. Enumerable.Range(0, 12).Select(i => space.Sample(RandomKey.FromSeed(1).For(i))!)];
        AnalyticModel[] models = [new(Error), new(Total)];
        var losses = Array.ConvertAll(tried, one => Array.ConvertAll(models, model => model.LossOf(one)));

        return (new(new(study), (models, 1), losses, [5, 101]), tried);
    }

    private static double Total(Configuration configuration) => Enumerable.Range(0, 3).Sum(layer => configuration[$"size.{layer}"].AsNumber);

    /// <summary>Falls with each size, differently in each layer; the kind of module and the setting of one kind shift it, numbers have one best place.</summary>
    private static double Error(Configuration configuration)
    {
        var method = configuration["method"].AsText switch { "lora" => 0.3, "prefix" => 0.5 - (0.1 * configuration["depth"].AsNumber), _ => 0.6 };
        var sizes = Enumerable.Range(0, 3).Sum(layer => Math.Exp(-(layer + 1) * configuration[$"size.{layer}"].AsNumber / 10));
        var rate = configuration.Find("rate") is { } value ? Math.Pow(Math.Log10(value.AsNumber) + 2.5, 2) : 0;
        var dropout = configuration.Find("dropout") is { } share ? Math.Pow(share.AsNumber - 0.2, 2) : 0;

        return method + sizes + rate + dropout;
    }
}
