using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Bench.Dashboard;

/// <summary>The history of a study of very many trials, as a search over twelve layers would leave it.</summary>
internal static class LargeStudy
{
    /// <summary>The study's name.</summary>
    public const string Name = "large";

    private const int Layers = 12;

    private static readonly DateTimeOffset Begun = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Its events: each trial is queued, claimed, started, measured once, and completed or, one in thirty, out of memory.</summary>
    public static List<StudyEvent> History(int trials)
    {
        var header = new StudyHeader(
            Name,
            [
                new("accuracy", Direction.Maximize) { Reference = 0.5 },
                new("trainable_parameters", Direction.Minimize) { IsAnalytic = true, IsLogarithmic = true, Reference = 1e7 },
            ],
            $"name: {Name}\nbudget: {{ trials: {(trials * 2).ToString(CultureInfo.InvariantCulture)} }}\n", "/", "0", 0);
        List<StudyEvent> events = [new StudyCreated(header)];
        for (var trial = 0; trial < trials; trial++)
        {
            events.Add(new TrialQueued(trial, Proposal(trial)));
            events.Add(new TrialLeased(trial, 1, trial + 1, $"worker-{trial % 8}"));
            events.Add(new TrialStarted(trial));
            events.Add(new TrialMeasured(trial, 100, Result(trial).Metrics));
            events.Add(new TrialFinished(trial, Result(trial)));
        }

        return [.. events.Select((happened, index) => happened with { Sequence = index + 1, At = Begun.AddMilliseconds(200L * index) })];
    }

    /// <summary>What is tried as a trial of this number.</summary>
    public static TrialProposal Proposal(int number)
    {
        var key = KeyOf(number);
        var layers = Enumerable.Range(0, Layers).Select(layer => KeyValuePair.Create($"layer.{layer}", ParameterValue.Of(key.Uniform(layer) < 0.5)));

        return new(
            new([
                .. layers,
                KeyValuePair.Create("lora.rank", ParameterValue.Of(1 + (number % 64))),
                KeyValuePair.Create("serial_adapter.bottleneck_size", ParameterValue.Of(number / 64 % 97)),
                KeyValuePair.Create("learning_rate", ParameterValue.Of(1e-4 * (1 + (99 * key.For("rate").Uniform(0))))),
            ]),
            number);
    }

    /// <summary>What comes of it.</summary>
    public static TrialResult Result(int number)
    {
        var key = KeyOf(number);
        var decades = 4 * key.For("size").Uniform(0);
        var accuracy = 0.55 + (0.3 * (1 - Math.Exp(-decades))) + (0.05 * key.For("luck").Uniform(0));
        var parameters = Math.Round(Math.Pow(10, 2 + decades));
        if (number % 30 == 29)
        {
            return new(TrialState.Infeasible, "Out of memory.") { Metrics = TrialOutcome.Completed([KeyValuePair.Create("trainable_parameters", parameters)]).Metrics };
        }

        return new(TrialState.Completed, string.Empty)
        {
            Values = ImmutableArray.Create(accuracy, parameters),
            Metrics = TrialOutcome.Completed(
            [
                KeyValuePair.Create("accuracy", accuracy),
                KeyValuePair.Create("loss", 1.5 * (1 - accuracy)),
                KeyValuePair.Create("trainable_parameters", parameters),
            ]).Metrics,
        };
    }

    private static RandomKey KeyOf(int number) => RandomKey.FromSeed(0).For("large study").For(number);
}
