using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>Proposes the points of a scrambled Sobol sequence, which cover the space more evenly than random ones.</summary>
/// <remarks>
/// The sequence is fixed by <paramref name="scramble"/>; its next point is found from the number of configurations that the
/// study knows, so a continued study continues the sequence. Points that are invalid or known are passed over.
/// </remarks>
/// <param name="scramble">Which of the scrambled sequences. The same for all calls of a study.</param>
public sealed class SobolSampler(RandomKey scramble) : ISampler
{
    private const int Patience = 4096;

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        var proposals = new Proposals(study, count);
        var sequence = new SobolSequence(study.Space.Domains.Length, scramble);
        var index = (uint)study.Known.Count();
        for (var misses = 0; !proposals.IsFull && misses < Patience; index++)
        {
            misses = SpaceSampling.Accept(study.Space, sequence.Point(index)) is { } accepted && proposals.TryAdd(accepted)
                ? 0
                : misses + 1;
        }

        return proposals.FillRandomly(key);
    }
}
