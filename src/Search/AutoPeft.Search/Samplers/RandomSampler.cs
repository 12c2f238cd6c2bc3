using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>Proposes configurations drawn independently from the space. The baseline that every other sampler must beat.</summary>
public sealed class RandomSampler : ISampler
{
    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key) =>
        new Proposals(study, count).FillRandomly(key);
}
