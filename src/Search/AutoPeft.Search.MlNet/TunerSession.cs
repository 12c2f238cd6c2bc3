using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using Microsoft.ML.AutoML;

namespace AutoPeft.Search.MlNet;

/// <summary>Stands for the trials of one tuner: answers with what is on record, and keeps what is new as proposals.</summary>
/// <param name="study">What is known, one observation for each configuration.</param>
/// <param name="space">The study's space.</param>
/// <param name="wanted">Which tuner asks, and how many proposals are wanted.</param>
/// <param name="enough">Ends the tuner.</param>
internal sealed class TunerSession(
    StudySnapshot study, TunerSpace space, (TunerAlgorithm Algorithm, int Count) wanted, CancellationTokenSource enough) : ITrialRunner
{
    private const int MostRefusals = 4096; // in all: direct search is refused again what it was refused in earlier calls

    private readonly Dictionary<Configuration, double> _losses = ToldLosses(study, wanted.Algorithm);
    private readonly List<Configuration> _untold = [.. study.Observations.Select(observation => observation.Configuration)];
    private readonly HashSet<Configuration> _known = [.. study.Known];
    private int _refusals;
    private int _refusalsInARow;

    /// <summary>How many losses the tuner learns.</summary>
    public int LossCount => _losses.Count;

    /// <summary>The new proposals.</summary>
    public List<Configuration> Chosen { get; } = [];

    // Direct search goes on from where it was, so it must get the answers that it got then; the forest needs the results only.
    private bool IsFollowed => wanted.Algorithm == TunerAlgorithm.CostFrugal;

    // What ML.NET itself tells direct search of a failure; a forest cannot hold it, and leaves out what is not a number.
    private double Refusal => IsFollowed ? double.MaxValue : double.NaN;

    /// <summary>Whether so many proposals were invalid or known that it is no use to wait for another. A forest is fitted after every ten.</summary>
    private bool IsStuck => _refusalsInARow >= (IsFollowed ? 256 : 50) || _refusals >= MostRefusals;

    /// <inheritdoc/>
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        var answer = AnswerTo(space.ToConfiguration(settings.Parameter));
        if (answer is not null)
        {
            settings.Parameter = space.ToParameter(answer);
        }

        // The forest reads the best value from Metric, all others from Loss.
        var loss = answer is not null && _losses.TryGetValue(answer, out var recorded) ? recorded : Refusal;
        return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = loss, Metric = loss, DurationInMilliseconds = 1 });
    }

    /// <summary>Called after every trial; there is nothing to let go.</summary>
    public void Dispose()
    {
    }

    private static Dictionary<Configuration, double> ToldLosses(StudySnapshot study, TunerAlgorithm algorithm)
    {
        var losses = study.Observations.Where(observation => !BreaksLimit(study, observation))
            .ToDictionary(observation => observation.Configuration, observation => study.LossesOf(observation)[0]);
        if (algorithm == TunerAlgorithm.CostFrugal || losses.Count == 0)
        {
            return losses;
        }

        // The forest computes in single precision, and its local search ends where improvements differ by less than 1e-5. As shares of their range
        // losses of any size fit both; what overflowed would be searched for ever. Halves, because a range itself may overflow.
        var (low, high) = (losses.Values.Min() / 2, losses.Values.Max() / 2);
        return losses.ToDictionary(entry => entry.Key, entry => high > low ? ((entry.Value / 2) - low) / (high - low) : 0);
    }

    private static bool BreaksLimit(StudySnapshot study, Observation observation) =>
        Enumerable.Range(0, study.Constraints.Length).Any(constraint => study.ExcessOf(observation, constraint) > 0);

    /// <summary>The configuration that the tuner is told of; null: that what it asked for is refused.</summary>
    private Configuration? AnswerTo(Configuration? asked)
    {
        var isOld = asked is null || (_known.Contains(asked) && !_untold.Contains(asked));
        if (_untold.Count > 0 && !(IsFollowed && isOld && !IsStuck))
        {
            return Tell(IsFollowed && _untold.Contains(asked!) ? asked! : _untold[0]);
        }

        if (!isOld)
        {
            return Choose(asked!);
        }

        (_refusals, _refusalsInARow) = (_refusals + 1, _refusalsInARow + 1);
        Stop(IsStuck && _untold.Count == 0);
        return IsFollowed ? asked : null;
    }

    private Configuration Tell(Configuration result)
    {
        _refusalsInARow = 0;
        _untold.Remove(result);
        return result;
    }

    private Configuration? Choose(Configuration proposal)
    {
        _refusalsInARow = 0;
        _known.Add(proposal);
        Chosen.Add(proposal);
        Stop(Chosen.Count == wanted.Count);
        return null;
    }

    private void Stop(bool isTime)
    {
        if (isTime)
        {
            enough.Cancel();
        }
    }
}
