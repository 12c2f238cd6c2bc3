using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Tests.Runners.Programs;

public sealed class ProgramAnswerTests
{
    private readonly ProgramAnswer _answer = new(
        [new("f1", Direction.Minimize), new("f2", Direction.Maximize) { IsLogarithmic = true }]);

    [Theory]
    [InlineData("""{"f1": 0.5, "f2": 2}""")]
    [InlineData("""  { "f1": 5e-1,\n "f2": 2, "note": "fine", "steps": 3 }\n\n""")]
    [InlineData("""epoch 1\nepoch 2 {}\n{"f1":0.5,"f2":2.0}\r\n""")]
    public void One_object_of_numbers_alone_or_as_the_last_line_is_an_answer(string text)
    {
        var outcome = _answer.Read(text.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal));

        Assert.Equal(TrialState.Completed, outcome.State);
        Assert.Equal((0.5, 2), (outcome.Metrics["f1"], outcome.Metrics["f2"]));
    }

    [Fact]
    public void Further_numbers_are_kept_and_other_values_are_not() =>
        Assert.Equal(["f1", "f2", "steps"], _answer.Read("""{"f1":1,"f2":2,"steps":3,"note":"x","list":[1]}""").Metrics.Keys);

    [Theory]
    [InlineData("", "printed nothing")]
    [InlineData("   \n", "printed nothing")]
    [InlineData("hello world", "hello world")]
    [InlineData("[1, 2]", "[1, 2]")]
    [InlineData("""{"f1": 1, "f2": """, "no JSON object")]
    [InlineData("""{"f1": 1}""", "'f2' is missing; there is only 'f1'")]
    [InlineData("{}", "there is nothing")]
    [InlineData("""{"f1": "0.5", "f2": 2}""", "'f1' is no number but \"0.5\"")]
    [InlineData("""{"f1": null, "f2": 2}""", "'f1' is no number but null")]
    [InlineData("""{"f1": 1, "f2": -2}""", "log scale")]
    public void Anything_else_is_a_failure_that_says_what_was_printed(string text, string reason)
    {
        var outcome = _answer.Read(text);

        Assert.Equal(TrialState.Failed, outcome.State);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"f1": NaN, "f2": 2}""", "'f1' is NaN")]
    [InlineData("""{"f1": 1, "f2": -Infinity }""", "'f2' is -Infinity")]
    [InlineData("""{"f1": 1, "f2": "Infinity"}""", "'f2' is Infinity")]
    [InlineData("""{"f1": 1, "f2": 1e999}""", "'f2' is Infinity")]
    public void What_is_not_finite_makes_the_trial_infeasible(string text, string reason)
    {
        var outcome = _answer.Read(text);

        Assert.Equal((TrialState.Infeasible, InfeasibleCause.Diverged), (outcome.State, outcome.Cause));
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Metrics.Count);
    }

    [Fact]
    public void The_words_of_numbers_inside_texts_stay_texts() =>
        Assert.Equal(TrialState.Completed, _answer.Read("""{"f1": 1, "f2": 2, "note": "was: NaN, then better"}""").State);
}
