using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Analysis;

/// <summary>Studies of accuracy against parameters whose trials have completed.</summary>
internal static class FinishedStudy
{
    public static ImmutableArray<Objective> Objectives { get; } =
    [
        new("accuracy", Direction.Maximize),
        new("trainable_parameters", Direction.Minimize) { IsAnalytic = true, IsLogarithmic = true },
    ];

    public static StudyRecord Of(params (double Accuracy, double Parameters)[] values) => new(
        new("s", Objectives, string.Empty, string.Empty, string.Empty, 0),
        [.. values.Select((value, number) => Trial(number, value.Accuracy, value.Parameters))]);

    public static Trial Trial(int number, double accuracy, double parameters) => new()
    {
        Number = number,
        Configuration = new Configuration([KeyValuePair.Create("lora.rank", ParameterValue.Of(number))]),
        Seed = 0,
        State = TrialState.Completed,
        Values = [accuracy, parameters],
        Metrics = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)
            .Add("accuracy", accuracy).Add("trainable_parameters", parameters),
        Queued = DateTimeOffset.UnixEpoch,
        Finished = DateTimeOffset.UnixEpoch.AddSeconds(number),
    };
}
