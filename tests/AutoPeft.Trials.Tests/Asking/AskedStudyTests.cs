using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Asking;

public sealed class AskedStudyTests
{
    private static readonly AskedStudy Limited = AskedStudy.Parse(
        """
        name: limited
        parameters: { x: { float: [0, 1] } }
        objectives: [error]
        constraints: ["seconds <= 5", "error <= 2"]
        """,
        "limited.yaml",
        "/studies",
        models: null);

    [Fact]
    public void What_has_a_limit_must_be_told_too() => Assert.Equal(["error", "seconds"], Limited.Asked);

    [Fact]
    public void Values_without_a_number_that_has_a_limit_are_refused()
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Told("""{"error":0.5}""")).Faults);

        Assert.Equal("'seconds', which has a limit, is missing.", fault.Message);
        Assert.Equal("Give one JSON object with error, seconds.", fault.Remedy);
    }

    [Theory]
    [InlineData("""{"error":0.5,"seconds":9}""", TrialState.Completed)] // judged when it is recorded
    [InlineData("""{"error":"NaN"}""", TrialState.Infeasible)]
    public void Other_values_are_taken(string values, TrialState state) => Assert.Equal(state, Told(values).State);

    private static TrialOutcome Told(string values) => Limited.OutcomeOf(JsonElement.Parse(values));
}
