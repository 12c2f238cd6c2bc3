using AutoPeft.Search.Studies;

namespace AutoPeft.Search.MultiObjective;

/// <summary>Losses in which everything that breaks a measured constraint is worse than everything that keeps all of them.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal and Meyarivan 2002, section VI: what keeps the constraints dominates what does not, and of two that do not the one that
/// breaks them less dominates. Here the latter get losses beyond the worst, the farther the larger their violation, so that every
/// method for losses alone does the same.
/// </remarks>
internal static class ConstraintDomination
{
    /// <summary>The losses: [observations][objectives]; those that keep the constraints, or did not measure them, are unchanged.</summary>
    public static double[][] LossesOf(StudySnapshot study)
    {
        var losses = study.Observations.Select(study.LossesOf).ToArray();
        var violations = ViolationsOf(study);
        if (violations.All(violation => violation <= 0))
        {
            return losses;
        }

        var low = Enumerable.Range(0, study.Objectives.Length).Select(i => losses.Min(loss => loss[i])).ToArray();
        var high = Enumerable.Range(0, study.Objectives.Length).Select(i => losses.Max(loss => loss[i])).ToArray();

        return [.. losses.Select((loss, index) => violations[index] <= 0
            ? loss
            : high.Select((worst, i) => worst + (Math.Max(worst - low[i], 1e-9) * violations[index])).ToArray())];
    }

    /// <summary>[observations]: the sum over constraints of what is over the limit, each in standard deviations of its values; 0 when all are kept.</summary>
    public static double[] ViolationsOf(StudySnapshot study)
    {
        var violations = new double[study.Observations.Length];
        for (var i = 0; i < study.Constraints.Length; i++)
        {
            var measured = Enumerable.Range(0, violations.Length).Where(index => study.ExcessOf(study.Observations[index], i) is not null).ToArray();
            var known = Explosions.Tame(Array.ConvertAll(measured, index => study.ExcessOf(study.Observations[index], i)!.Value));
            var mean = known.DefaultIfEmpty(0).Average();
            var spread = Math.Sqrt(known.Select(excess => (excess - mean) * (excess - mean)).DefaultIfEmpty(0).Average());
            for (var place = 0; place < measured.Length; place++)
            {
                violations[measured[place]] += Math.Max(0, known[place]) / (spread > 0 ? spread : 1);
            }
        }

        return violations;
    }
}
