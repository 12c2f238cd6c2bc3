using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers;

/// <summary>Proposes every configuration of a grid in a fixed order: all levels of discrete parameters, a few of continuous ones.</summary>
/// <remarks>The last parameters of the space change fastest. When the grid is exhausted nothing more is proposed.</remarks>
/// <param name="resolution">How many evenly spaced values, both ends included, a continuous parameter takes. At least 2; default 5.</param>
public sealed class GridSampler(int resolution = 5) : ISampler
{
    private readonly int _resolution = resolution >= 2
        ? resolution
        : throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "A grid needs at least 2 values.");

    /// <inheritdoc/>
    public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
    {
        var proposals = new Proposals(study, count);
        foreach (var configuration in study.Space.Enumerate(LevelsOf))
        {
            var canonical = study.Space.Canonical(configuration);
            if (study.Space.IsValid(canonical))
            {
                proposals.TryAdd(canonical);
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
