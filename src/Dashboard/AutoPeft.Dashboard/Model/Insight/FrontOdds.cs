using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Insight;

/// <summary>How likely trials are really among the best of their study, once the chance of seeds is taken out. Immutable.</summary>
internal sealed class FrontOdds
{
    // Fitting takes the third power of their number.
    private const int MostTrials = 400;
    private const double LikelierThanNot = 0.5;

    private readonly ImmutableDictionary<int, FrontMembership> _members;

    private FrontOdds(ImmutableDictionary<int, FrontMembership> members, int ended) => (_members, Ended) = (members, ended);

    /// <summary>How many trials had ended when this was computed.</summary>
    public int Ended { get; }

    /// <summary>Whether nothing can be said.</summary>
    public bool IsEmpty => _members.IsEmpty;

    /// <summary>What follows from the trials of a study; nothing without its space. Of very many, those next to the front and others, evenly spread over time, are looked at.</summary>
    public static FrontOdds Of(StudyView view, StudyPlan? plan)
    {
        if (plan is null)
        {
            return new(ImmutableDictionary<int, FrontMembership>.Empty, view.Finished.Count);
        }

        var completed = view.Study.Trials.Where(trial => trial is { State: TrialState.Completed, Values: not null } && trial.Origin != TrialOrigin.Baseline).ToArray();
        var chosen = completed.Length <= MostTrials ? completed : [.. NearFront(view, completed).Union(StudyInsight.Sample(view, completed, MostTrials / 2))];

        return new(FrontCertainty.Of(plan, view.Study with { Trials = [.. chosen] }), view.Finished.Count);
    }

    /// <summary>What is known of a trial; null for nothing.</summary>
    public FrontMembership? Of(int trial) => _members.GetValueOrDefault(trial);

    /// <summary>The probability of a trial, and its seeds where they are several; empty when it is not known.</summary>
    public string Short(int trial) => Of(trial) is not { } member ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"{100 * member.Probability:0} %{(member.Seeds > 1 ? $" · {member.Seeds} seeds" : "")}");

    /// <summary>The probability of a trial in words; empty when it is not known.</summary>
    public string Text(int trial) => Of(trial) is { } member
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * member.Probability:0} % sure to be on the front ({member.Seeds} {(member.Seeds == 1 ? "seed" : "seeds")})")
        : string.Empty;

    /// <summary>Trials that are not on the front but belong there more likely than not, the likeliest first.</summary>
    public ImmutableArray<(int Trial, double Probability)> Overlooked(StudyView view) =>
    [
        .. _members.Where(member => member.Value.Probability >= LikelierThanNot && !view.IsOnFront(view.Study.Trials[member.Key]) && view.Study.Trials[member.Key].Replicate == 0)
            .OrderByDescending(member => member.Value.Probability).ThenBy(member => member.Key).Select(member => (member.Key, member.Value.Probability)),
    ];

    // The front, what would be the front without it, and so on: these compete.
    private static List<Trial> NearFront(StudyView view, Trial[] completed)
    {
        var objectives = view.Study.Header.Objectives;
        var left = completed.Where(trial => trial.Origin.IsSearch()).ToList();
        var near = new List<Trial>();
        while (near.Count < MostTrials / 2 && left.Count > 0)
        {
            double[][] losses = [.. left.Select(trial => objectives.Select((objective, i) => objective.ToLoss(trial.Values!.Value[i])).ToArray())];
            var layer = ParetoFront.IndicesOf(losses).Select(index => left[index]).ToHashSet();
            near.AddRange(layer.OrderBy(trial => trial.Number).Take(MostTrials - near.Count));
            left.RemoveAll(layer.Contains);
        }

        return near;
    }
}
