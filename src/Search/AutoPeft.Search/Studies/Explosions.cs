namespace AutoPeft.Search.Studies;

/// <summary>Finds losses that exploded: numbers, but so far beyond all others that they say of a trial no more than that it failed.</summary>
/// <remarks>
/// Losses are walked through from the smallest. The first one that is a hundred times as far from the smallest as all before, and as the smallest
/// from 0, has exploded, and so have all beyond it: costs may span decades, but hardly leave two of them empty. Where many losses could have filled the
/// gap less is enough, 600/n times but at least ten, n the number of those that are not smaller than the second smallest of the first eight. That one is always ordinary, since the first are
/// spread over the space; later ones crowd around the best, and beside them everything would seem far. Where the largest is a million times as far as that one, what is a
/// hundred times as far needs no gap. Where more than two thirds would have exploded, none has: then it is the others that are special. See <c>docs/methods/explosions.md</c>.
/// </remarks>
internal static class Explosions
{
    private const double LargestGap = 100;
    private const double Wild = 1e6;
    private const int First = 8;
    private const int Fewest = 4; // of fewer trials nobody knows what is ordinary

    /// <summary>Which losses of one objective exploded: [n].</summary>
    /// <param name="losses">[n], smaller is better, in the order in which they were measured.</param>
    public static bool[] Among(IReadOnlyList<double> losses)
    {
        var highest = losses.Count < Fewest ? double.PositiveInfinity : HighestOrdinary(losses);
        var exploded = losses.Select(loss => loss > highest).ToArray();

        return 3 * exploded.Count(one => one) > 2 * losses.Count ? new bool[losses.Count] : exploded;
    }

    /// <summary>The places of the points of which no measured loss exploded.</summary>
    /// <param name="losses">[n][objectives], in the order in which they were measured.</param>
    /// <param name="objectives">The objectives; null, the default: all are measured.</param>
    public static int[] OrdinaryOf(IReadOnlyList<double[]> losses, IReadOnlyList<Objective>? objectives = null)
    {
        var exploded = new bool[losses.Count];
        for (var i = 0; i < (losses.Count > 0 ? losses[0].Length : 0); i++)
        {
            if (objectives?[i].IsAnalytic != true)
            {
                exploded = [.. exploded.Zip(Among([.. losses.Select(loss => loss[i])]), (before, one) => before || one)];
            }
        }

        return [.. Enumerable.Range(0, losses.Count).Where(index => !exploded[index])];
    }

    /// <summary>The places of the observations of which no measured loss exploded.</summary>
    public static int[] OrdinaryOf(StudySnapshot study) => OrdinaryOf([.. study.Observations.Select(study.LossesOf)], study.Objectives);

    /// <summary>By how much values exceed a limit, those that exploded, in either direction, moved to the farthest other on their side of it; where there is none, as far as the others go on the other side.</summary>
    /// <remarks>Unlike losses they stay: on which side of the limit they are is known for certain.</remarks>
    /// <param name="excesses">[n], in the order in which they were measured.</param>
    public static double[] Tame(double[] excesses)
    {
        var (above, below) = (Among(excesses), Among(Array.ConvertAll(excesses, excess => -excess)));
        double[] ordinary = [.. excesses.Where((_, i) => !above[i] && !below[i])];
        if (ordinary.Length is 0 || ordinary.Length == excesses.Length)
        {
            return excesses;
        }

        var (low, high) = (ordinary.Min(), ordinary.Max());
        (low, high) = (low < 0 ? low : -high, high > 0 ? high : -low);
        return [.. excesses.Select((excess, i) => above[i] ? high : below[i] ? low : excess)];
    }

    /// <summary>The study in which observations that exploded are trials that diverged; the same where there are none.</summary>
    public static StudySnapshot Apart(StudySnapshot study)
    {
        var ordinary = OrdinaryOf(study);
        if (ordinary.Length == study.Observations.Length)
        {
            return study;
        }

        var kept = ordinary.ToHashSet();
        return study with
        {
            Observations = [.. ordinary.Select(index => study.Observations[index])],
            Infeasible = study.Infeasible.AddRange(study.Observations.Where((_, index) => !kept.Contains(index))
                .Select(observation => new Infeasibility(observation.Configuration, InfeasibilityKind.Diverged))),
        };
    }

    private static double HighestOrdinary(IReadOnlyList<double> losses)
    {
        var first = losses.Take(First).Order().ElementAt((Math.Min(losses.Count, First) - 1) / 4);
        var low = losses.Min();
        var (highest, reach) = (low, Math.Max(first - low, Math.Abs(low)));
        var farthest = losses.Max() - low > Wild * reach && reach > 0 ? LargestGap * reach : double.PositiveInfinity;
        var gap = Math.Clamp(600.0 / losses.Count(loss => loss >= first), 10, LargestGap);
        foreach (var loss in losses.Order())
        {
            if ((reach > 0 && loss - low > gap * reach) || loss - low > farthest)
            {
                return highest;
            }

            (highest, reach) = (loss, Math.Max(reach, loss - low));
        }

        return highest;
    }
}
