using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>Decides what to try next.</summary>
/// <remarks>Implementations have no memory: all they know is the snapshot, so a study can be continued anywhere.</remarks>
public interface ISampler
{
    /// <summary>Proposes configurations, the most promising first.</summary>
    /// <remarks>
    /// Every proposal is valid and in canonical form, and none is known to the study already or in the list twice. Fewer than
    /// asked for are returned when the space has no more, and none when it is exhausted. Equal snapshots and keys give equal
    /// proposals.
    /// </remarks>
    /// <param name="study">What is known so far.</param>
    /// <param name="count">How many configurations are wanted. At least 1.</param>
    /// <param name="key">Where random choices come from; callers derive a new one for each call.</param>
    IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key);
}
