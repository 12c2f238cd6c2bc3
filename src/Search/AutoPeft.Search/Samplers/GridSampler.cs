using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>Proposes every configuration of a grid in a fixed order: all levels of discrete parameters, a few of continuous ones.</summary>
/// <remarks>
/// The last parameters of the space change fastest. When the grid is exhausted nothing more is proposed. Where the rules refuse a stretch of the
/// grid that is too long to be walked, the proposal is a random one.
/// </remarks>
/// <param name="resolution">How many evenly spaced values, both ends included, a continuous parameter takes. At least 2; default 5.</param>
public sealed class GridSampler(int resolution = 5) : ISampler
{
    private const int Patience = 1 << 15; // of forty parameters that is a second of walking, for each suggestion

    private readonly int _resolution = resolution >= 2
        ? resolution
        : throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "A grid needs at least 2 values.");

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        var (proposals, misses) = (new Proposals(study, count), 0);
        foreach (var configuration in study.Space.Enumerate(LevelsOf))
        {
            var canonical = study.Space.Canonical(configuration);
            misses = study.Space.IsValid(canonical) && proposals.TryAdd(canonical) ? 0 : misses + 1;
            if (misses == Patience)
            {
                return proposals.FillRandomly(key);
            }

            if (proposals.IsFull)
            {
                break;
            }
        }

        return proposals.Chosen;
    }

    private IEnumerable<ParameterValue> LevelsOf(ParameterDomain domain) => domain.LevelCount is not null
        ? domain.Levels()
        : Enumerable.Range(0, _resolution).Select(level => domain.FromUnit(level / (_resolution - 1.0)));
}
