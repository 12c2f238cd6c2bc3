using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Tests.Samplers.Tpe;

public sealed class ParzenFeasibilityTests
{
    private static readonly ParzenEncoding Encoding = new(new([new CategoricalDomain("c", ["a", "b"])]));

    [Fact]
    public void It_is_the_rule_of_Bayes()
    {
        // One kernel and the uniform: for the observed name (2 x 0.75 + 1)/2 of the uniform density, for the other (2 x 0.25 + 1)/2.
        var feasibility = new ParzenFeasibility(Encoding, [Of("a")], [Of("b")]);

        Assert.Equal(Math.Log(1.25 / (1.25 + 0.75)), feasibility.LogProbability(Of("a")), 12);
        Assert.Equal(Math.Log(0.75 / (1.25 + 0.75)), feasibility.LogProbability(Of("b")), 12);
    }

    [Fact]
    public void While_nothing_failed_everything_is_possible() =>
        Assert.Equal(0, new ParzenFeasibility(Encoding, [Of("a")], []).LogProbability(Of("b")));

    private static Configuration Of(string name) => new([KeyValuePair.Create("c", ParameterValue.Of(name))]);
}
