using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Samplers.Evolution;

/// <summary>Proposes children of the best configurations: NSGA-II, in steady state.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal and Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", 2002. Parents are the best
/// of everything that was tried, which is what its elitism comes to; since each child sees all results so far, no worker waits
/// for a generation to end. See <c>docs/methods/nsga2.md</c>.
/// </remarks>
/// <param name="design">Which scrambled sequence the first generation follows. The same for all calls of a study.</param>
/// <param name="options">The settings; null: the defaults.</param>
public sealed class EvolutionSampler(RandomKey design, EvolutionOptions? options = null) : ISampler
{
    /// <summary>So many children in a row may be known or invalid before chance takes over.</summary>
    private const int Patience = 256;

    private readonly EvolutionOptions _options = options ?? new();
    private readonly SobolSampler _initial = new(design);

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(study);

        if (study.Known.Count() < _options.Population || study.Observations.Length < 2)
        {
            return _initial.Suggest(study, count, key);
        }

        var proposals = new Proposals(study, count);
        var population = Population.Of(study, _options.Population);
        var offspring = new Offspring(study.Space, _options);
        var feasibility = FeasibilityModel.Of(study);
        for (var (draw, misses) = (0, 0); !proposals.IsFull && misses < Patience; draw++)
        {
            var birth = key.For(draw);
            var child = offspring.Of(population.Select(birth.For("first")), population.Select(birth.For("second")), birth);
            var isBorn = child is not null && Math.Log(birth.For("survival").Uniform(0)) < (feasibility?.LogProbability(child) ?? double.PositiveInfinity);
            misses = isBorn && proposals.TryAdd(child!) ? 0 : misses + 1;
        }

        return proposals.FillRandomly(key.For("rest"));
    }
}
