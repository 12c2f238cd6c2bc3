using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Samplers.Evolution;
using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.MultiObjective;

public sealed class ConstraintDominationTests
{
    // The best losses break the limit most; 3 was not measured for it.
    private static readonly StudySnapshot Study = new(new([new IntegerDomain("x", (0, 9))]), [new("a", Direction.Minimize), new("b", Direction.Minimize)])
    {
        Constraints = [new("latency", IsUpper: true, 5)],
        Observations = [At(0, 0, 0, 9), At(1, 1, 1, 6), At(2, 5, 4, 5), At(3, 4, 5)],
    };

    [Fact]
    public void What_keeps_the_limit_dominates_what_does_not_and_less_violation_dominates_more()
    {
        var losses = ConstraintDomination.LossesOf(Study);

        Assert.Equal([2, 1, 0, 0], ParetoFront.RanksOf(losses));
        Assert.Equal([5, 4], losses[2]);
        Assert.Equal([4, 5], losses[3]);
    }

    [Fact]
    public void Without_violations_losses_are_what_they_are() => Assert.Equal(
        [[0, 0], [1, 1], [5, 4], [4, 5]], ConstraintDomination.LossesOf(Study with { Constraints = [new("latency", IsUpper: true, 10)] }));

    [Fact]
    public void Violations_of_several_limits_add_up_in_standard_deviations()
    {
        var study = Study with
        {
            Constraints = [new("latency", IsUpper: true, 1), new("recall", IsUpper: false, 0.5)],
            Observations = [At(0, 0, 0, 2, 0.5), At(1, 0, 0, 0, 0.25)],
        };

        Assert.Equal([1, 2], ConstraintDomination.ViolationsOf(study).Select(violation => Math.Round(violation, 12)));
    }

    [Fact]
    public void A_violation_that_exploded_leaves_the_others_of_its_limit_their_weight()
    {
        var study = Study with
        {
            Constraints = [new("latency", IsUpper: true, 1)],
            Observations = [At(0, 0, 0, 0), At(1, 0, 0, 2), At(2, 0, 0, 3), At(3, 0, 0, 1e12), At(4, 0, 0, 1)],
        };

        var violations = ConstraintDomination.ViolationsOf(study);

        Assert.Equal([0, 4, 1, 2, 3], Enumerable.Range(0, 5).OrderBy(index => violations[index]).ThenBy(index => index));
        Assert.Equal(violations[2], violations[3], 12);
        Assert.InRange(violations[1], 0.1, 2);
    }

    [Fact]
    public void Evolution_and_Parzen_estimators_prefer_what_keeps_the_limit()
    {
        Assert.Equal([2, 3, 1, 0], Population.Of(Study, 4).Members.Select(member => member["x"].AsNumber));
        Assert.Equal([2, 3], TpeSplit.Of(Study, new() { GoodShare = 0.5 }).Good.Select(member => member["x"].AsNumber).Order());
    }

    private static Observation At(int number, double a, double b, params double[] limited) =>
        new(new([KeyValuePair.Create("x", ParameterValue.Of(number))]), [a, b]) { Limited = [.. limited] };
}
