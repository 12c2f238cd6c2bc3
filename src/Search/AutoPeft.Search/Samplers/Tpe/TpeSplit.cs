using System.Collections.Immutable;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>The configurations of a study, divided into good ones and others.</summary>
/// <param name="Good">The good ones.</param>
/// <param name="Weights">[good]: how much each counts, in (0, 1].</param>
/// <param name="Others">All others, the pending ones included.</param>
internal sealed record TpeSplit(ImmutableArray<Configuration> Good, ImmutableArray<double> Weights, ImmutableArray<Configuration> Others)
{
    private const double LeastWeight = 1e-3;

    /// <summary>Divides by rank of non-domination; within the rank that does not fit, by what each adds to the hypervolume.</summary>
    /// <remarks>What breaks a measured constraint is dominated by what keeps all of them; see <see cref="ConstraintDomination"/>.</remarks>
    public static TpeSplit Of(StudySnapshot study, TpeOptions options)
    {
        var (configurations, losses) = Averages(study);
        var wanted = Math.Clamp((int)Math.Ceiling(options.GoodShare * losses.Length), 1, Math.Min(options.MostGood, losses.Length));
        var reference = Worst(losses);
        var good = Choose(losses, reference, wanted);
        var chosen = good.ToHashSet();

        return new(
            [.. good.Select(index => configurations[index])],
            WeightsOf([.. good.Select(index => losses[index])], reference),
            [
                .. configurations.Where((_, index) => !chosen.Contains(index)),
                .. study.Pending,
            ]);
    }

    /// <summary>The indices of the best points: whole ranks, then greedily what enlarges the hypervolume most.</summary>
    /// <param name="losses">[n][objectives].</param>
    /// <param name="reference">[objectives].</param>
    /// <param name="wanted">How many, at most n.</param>
    public static List<int> Choose(double[][] losses, double[] reference, int wanted)
    {
        var chosen = new List<int>();
        var rest = Enumerable.Range(0, losses.Length).ToArray();
        while (chosen.Count < wanted)
        {
            var front = ParetoFront.IndicesOf(Array.ConvertAll(rest, index => losses[index]));
            var rank = Array.ConvertAll(front, place => rest[place]);
            chosen.AddRange(rank.Length <= wanted - chosen.Count ? rank : Subset(rank, losses, reference, wanted - chosen.Count));
            var taken = front.ToHashSet();
            rest = [.. rest.Where((_, place) => !taken.Contains(place))];
        }

        return chosen;
    }

    /// <summary>How much each good point counts: what it alone adds to the hypervolume, the largest scaled to 1.</summary>
    public static ImmutableArray<double> WeightsOf(double[][] losses, double[] reference)
    {
        var contributions = losses[0].Length == 1 ? null : Hypervolume.Contributions(losses, reference);
        var largest = contributions?.Max() ?? 0;

        return largest > 0
            ? [.. contributions!.Select(contribution => Math.Max(LeastWeight, contribution / largest))]
            : [.. losses.Select(_ => 1.0)];
    }

    // Greedy choice has at least 1 − 1/e of the largest hypervolume that so many points can have.
    private static List<int> Subset(int[] rank, double[][] losses, double[] reference, int wanted)
    {
        var rest = rank.ToList();
        var chosen = new List<int>();
        while (chosen.Count < wanted)
        {
            var next = rest.MaxBy(index => Hypervolume.Of([.. chosen.Select(other => losses[other]), losses[index]], reference));
            chosen.Add(next);
            rest.Remove(next);
        }

        return chosen;
    }

    private static double[] Worst(double[][] losses) => [.. Enumerable.Range(0, losses[0].Length).Select(objective =>
    {
        var (least, most) = (losses.Min(loss => loss[objective]), losses.Max(loss => loss[objective]));

        return most + (0.1 * Math.Max(most - least, 1e-12));
    })];

    private static (Configuration[] Configurations, double[][] Losses) Averages(StudySnapshot study)
    {
        var merged = study.Merged();

        return ([.. merged.Observations.Select(observation => observation.Configuration)], ConstraintDomination.LossesOf(merged));
    }
}
