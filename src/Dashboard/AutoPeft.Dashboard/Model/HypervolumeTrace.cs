using System.Collections.Immutable;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>Goes on with the history of a study's hypervolume, where <see cref="StudyFront.HypervolumeHistory"/> begins anew.</summary>
/// <param name="objectives">The study's objectives.</param>
/// <param name="reference">The worst values that count, in the user's direction.</param>
internal sealed class HypervolumeTrace(ImmutableArray<Objective> objectives, ImmutableArray<double> reference)
{
    /// <summary>The history with further completed trials.</summary>
    /// <param name="before">The hypervolumes until now.</param>
    /// <param name="front">The front until now.</param>
    /// <param name="trials">The trials in the order of their ends, none of a configuration that was tried before.</param>
    public AppendOnly<double> GoOn(AppendOnly<double> before, StudyFront front, IEnumerable<Trial> trials)
    {
        var worst = reference.Select((value, i) => objectives[i].ToLoss(value)).ToArray();
        double[][] best = [.. front.Trials.Select(LossesOf)];
        var volume = before.Count > 0 ? before[^1] : 0;
        var volumes = new List<double>();
        foreach (var loss in trials.Select(LossesOf))
        {
            if (!Array.Exists(best, better => ParetoFront.Dominates(better, loss) || better.AsSpan().SequenceEqual(loss)))
            {
                best = ParetoFront.Of([.. best, loss]);
                volume = Hypervolume.Of(best, worst);
            }

            volumes.Add(volume);
        }

        return before.With(volumes);
    }

    private double[] LossesOf(Trial trial) => [.. objectives.Select((objective, i) => objective.ToLoss(trial.Values!.Value[i]))];
}
