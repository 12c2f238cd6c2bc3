using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>Asks for another seed of a configuration whose place on the front is contested, otherwise for what another sampler proposes.</summary>
/// <remarks>
/// The one sampler that proposes what the study knows already: such a proposal means "the same once more, with another seed". Contested
/// is what <see cref="FrontPosterior"/> is least sure of. See <c>docs/methods/replicates.md</c>.
/// </remarks>
/// <param name="inner">Proposes new configurations.</param>
/// <param name="options">When to repeat.</param>
/// <param name="learnsFromReplicates">Whether the other sampler is told every replicate; otherwise only the mean of each configuration.</param>
public sealed class ReplicatingSampler(ISampler inner, ReplicationOptions options, bool learnsFromReplicates) : ISampler
{
    // Enough to tell what is contested.
    private static readonly FrontPosteriorOptions Rough = new() { Draws = 256, Contenders = 64 };

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(study);

        var repeated = Contested(study).Take(Allowed(study, count)).ToArray();
        var left = count - repeated.Length;
        var told = learnsFromReplicates ? study : study.Merged();

        return left == 0 ? repeated : [.. repeated, .. inner.Suggest(told, left, key)];
    }

    /// <summary>How many of the next trials may be replicates.</summary>
    private int Allowed(StudySnapshot study, int count)
    {
        var (trials, different) = (study.Known.Count(), study.Known.Distinct().Count());
        var most = (int)(options.Share * (trials + count));

        return Math.Clamp(most - (trials - different), 0, count);
    }

    /// <summary>What may be measured again, the most contested first.</summary>
    private IEnumerable<Configuration> Contested(StudySnapshot study)
    {
        if (options.Seeds < 2 || study.Observations.DistinctBy(observation => observation.Configuration).Count() < options.Least)
        {
            return [];
        }

        var busy = study.Pending.Concat(study.Infeasible.Select(trial => trial.Configuration)).ToHashSet();

        return FrontPosterior.Of(study, Rough)
            .Where(point => point.Seeds < options.Seeds && !busy.Contains(point.Configuration))
            .Where(point => point.Probability >= options.Doubt && point.Probability <= 1 - options.Doubt)
            .OrderBy(point => Math.Abs(point.Probability - 0.5))
            .Select(point => point.Configuration);
    }
}
