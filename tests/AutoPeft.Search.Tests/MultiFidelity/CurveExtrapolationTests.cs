using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class CurveExtrapolationTests
{
    [Fact]
    public void A_stopped_trial_gains_as_much_as_the_median_of_the_others_from_there()
    {
        // From fidelity 2 on they gain 3, 1 and 2.
        LearningCurve[] whole = [Curves.Of(0, 9, 5, 2), Curves.Of(1, 9, 5, 4), Curves.Of(2, 9, 5, 3)];

        Assert.Equal([5], CurveExtrapolation.ToTheEnd(Curves.Of(3, 8, 7), whole));
    }

    [Fact]
    public void Without_others_the_last_value_stands() => Assert.Equal([7], CurveExtrapolation.ToTheEnd(Curves.Of(3, 8, 7), []));

    [Fact]
    public void Order_at_the_same_fidelity_is_kept()
    {
        LearningCurve[] whole = [Curves.Of(0, 9, 2), Curves.Of(1, 5, 4)];

        Assert.True(CurveExtrapolation.ToTheEnd(Curves.Of(2, 6), whole)[0] < CurveExtrapolation.ToTheEnd(Curves.Of(3, 6.1), whole)[0]);
    }
}
