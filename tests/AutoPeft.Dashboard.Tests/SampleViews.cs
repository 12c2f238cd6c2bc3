using AutoPeft.Dashboard.Model;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests;

/// <summary>Studies made of events, for tests of what is computed from them.</summary>
internal static class SampleViews
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>A study with a completed trial for each pair of accuracy and parameters, and one waiting trial at the end.</summary>
    public static StudyView Of(params (double Accuracy, double Parameters)[] results) =>
        Of([.. results.Select((_, i) => SampleStudies.Configuration(i))], results);

    /// <summary>The same of a study with another definition.</summary>
    public static StudyView Of(string definition, params (double Accuracy, double Parameters)[] results) =>
        Of(definition, [.. results.Select((_, i) => SampleStudies.Configuration(i))], results);

    /// <summary>A study with a completed trial for each configuration, and one waiting trial at the end.</summary>
    public static StudyView Of(Configuration[] configurations, params (double Accuracy, double Parameters)[] results) =>
        Of("budget: { trials: 10 }", configurations, results);

    /// <summary>The events of a study with a completed trial for each configuration, and one waiting trial at the end.</summary>
    public static IReadOnlyList<StudyEvent> History(StudyHeader header, Configuration[] configurations, params (double Accuracy, double Parameters)[] results)
    {
        var events = new List<StudyEvent> { new StudyCreated(header) };
        for (var i = 0; i < results.Length; i++)
        {
            events.AddRange(
            [
                new TrialQueued(i, new(configurations[i], i)), new TrialLeased(i, 1, i + 1, $"worker-{i % 2}"), new TrialStarted(i),
                new TrialFinished(i, new(TrialState.Completed, string.Empty)
                {
                    Values = [results[i].Accuracy, results[i].Parameters],
                    Metrics = TrialOutcome.Completed([KeyValuePair.Create("accuracy", results[i].Accuracy), KeyValuePair.Create("loss", 1 - results[i].Accuracy)]).Metrics,
                }),
            ]);
        }

        events.Add(new TrialQueued(results.Length, new(SampleStudies.Configuration(results.Length), 99)));
        return [.. events.Select((happened, i) => happened with { Sequence = i + 1, At = Start.AddSeconds(i) })];
    }

    private static StudyView Of(string definition, Configuration[] configurations, (double Accuracy, double Parameters)[] results)
    {
        var fold = new StudyFold();
        foreach (var happened in History(SampleStudies.Header() with { Definition = definition }, configurations, results))
        {
            fold.Apply(happened);
        }

        return new(fold.Snapshot(), trial => trial == 0 ? "keep" : string.Empty);
    }
}
