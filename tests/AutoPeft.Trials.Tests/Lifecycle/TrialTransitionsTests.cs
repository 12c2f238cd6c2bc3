using AutoPeft.Trials.Lifecycle;
using static AutoPeft.Trials.Lifecycle.TrialState;

namespace AutoPeft.Trials.Tests.Lifecycle;

public sealed class TrialTransitionsTests
{
    private static readonly HashSet<(TrialState From, TrialState To)> Table =
    [
        (Queued, Leased), (Queued, Cancelled),
        (Leased, Running), (Leased, Queued), (Leased, Failed), (Leased, Cancelled),
        (Running, Completed), (Running, Pruned), (Running, Infeasible),
        (Running, Failed), (Running, Cancelled), (Running, Queued),
    ];

    public static TheoryData<TrialState, TrialState> Pairs()
    {
        var states = Enum.GetValues<TrialState>();

        return new(states.SelectMany(from => states.Select(to => (from, to))));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_table_says_which_changes_are_allowed(TrialState from, TrialState to) =>
        Assert.Equal(Table.Contains((from, to)), TrialTransitions.Allows(from, to));

    [Fact]
    public void Nothing_follows_a_final_state()
    {
        var states = Enum.GetValues<TrialState>();

        Assert.Equal(
            states.Where(state => state.IsFinal()),
            states.Where(state => !states.Any(next => TrialTransitions.Allows(state, next))));
    }
}
