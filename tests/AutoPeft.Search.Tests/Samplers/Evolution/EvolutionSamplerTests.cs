using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Samplers.Evolution;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers.Evolution;

public sealed class EvolutionSamplerTests : SamplerConformance
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    protected override int Keys => 500;

    [Fact]
    public void It_dominates_more_than_chance_with_as_many_trials()
    {
        var (guided, random) = (Search(new EvolutionSampler(Key)), Search(new RandomSampler()));

        Assert.True(guided > random + 0.1, $"{guided} against {random}");
    }

    protected override ISampler CreateSampler() => new EvolutionSampler(Key, new() { Population = 6 });

    // ZDT1 of five numbers.
    private static double Search(ISampler sampler)
    {
        var study = new StudySnapshot(
            new(Enumerable.Range(0, 5).Select(i => new FloatDomain($"x{i}", 0, 1))), [new("f1", Direction.Minimize), new("f2", Direction.Minimize)]);
        for (var trial = 0; trial < 200; trial++)
        {
            var at = sampler.Suggest(study, 1, Key.For(trial))[0];
            var g = 1 + (9 * Enumerable.Range(1, 4).Average(i => at[$"x{i}"].AsNumber));
            var f1 = at["x0"].AsNumber;
            study = study with { Observations = study.Observations.Add(new(at, [f1, g * (1 - Math.Sqrt(f1 / g))])) };
        }

        return Hypervolume.Of([.. study.Observations.Select(study.LossesOf)], [1.1, 1.1]);
    }
}
