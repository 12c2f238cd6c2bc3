using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.TestKit.Trials;

/// <summary>Small studies and trials for tests of stores.</summary>
public static class SampleStudies
{
    /// <summary>A study of two objectives.</summary>
    public static StudyHeader Header(string name = "sample") => new(
        name,
        [new("accuracy", Direction.Maximize), new("trainable_parameters", Direction.Minimize) { IsAnalytic = true }],
        "name: sample",
        "/studies",
        "0123",
        7)
    {
        Owner = "anna",
    };

    /// <summary>A configuration that differs from those of other numbers.</summary>
    public static Configuration Configuration(int number) => new(
    [
        KeyValuePair.Create("lora.rank", ParameterValue.Of(number)),
        KeyValuePair.Create("layer.0", ParameterValue.Of(number % 2 == 0)),
        KeyValuePair.Create("schedule", ParameterValue.Of("linear")),
    ]);

    /// <summary>Proposals for the configurations of these numbers.</summary>
    public static TrialProposal[] Proposals(params int[] numbers) =>
        [.. numbers.Select(number => new TrialProposal(Configuration(number), 100 + number))];

    /// <summary>The result of a trial that was trained and measured.</summary>
    public static TrialResult Completed(double accuracy) => new(TrialState.Completed, string.Empty)
    {
        Values = [accuracy, 1000],
        Metrics = TrialOutcome.Completed([KeyValuePair.Create("accuracy", accuracy), KeyValuePair.Create("loss", double.NaN)]).Metrics,
    };
}
