using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>Reads what trainers send. Everything that cannot be used is a fault, and nothing is recorded.</summary>
internal static class TrainerInput
{
    private const int LongestName = 100;
    private const int LongestText = 10_000;
    private const int LongestMetric = 200;
    private static readonly TimeSpan UsualLease = TimeSpan.FromMinutes(5);

    /// <summary>The trainer's name and the length of its lease.</summary>
    public static (string Trainer, TimeSpan Lease) Ask(AskDocument? asked, string user)
    {
        var faults = new FaultCollector();
        var trainer = asked?.Trainer ?? user;
        if (trainer.Length is 0 or > LongestName || trainer.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)))
        {
            faults.Add(new FaultPlace("trainer"), "The trainer's name cannot be used.", $"Use 1 to {LongestName} letters without control characters.");
        }

        var lease = asked?.LeaseSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : UsualLease;
        if (lease < LeaseTicket.Shortest || lease > LeaseTicket.Longest)
        {
            faults.Add(new FaultPlace("leaseSeconds"), $"A lease cannot last {lease.TotalSeconds} s.", "Use 10 to 86400.");
        }

        faults.ThrowIfAny();
        return (trainer, lease);
    }

    /// <summary>The report of a document.</summary>
    public static TrainerReport Report(ReportDocument said)
    {
        var faults = new FaultCollector();
        var metrics = said.Metrics is { } given ? Numbers(given, "metrics", faults) : [];
        if ((said.Metrics is not null || said.Checkpoint is not null) && said.Step is null or < 1)
        {
            faults.Add(new FaultPlace("step"), "There is no training step.", "Give a whole number from 1.");
        }

        if (said.Checkpoint is { } path && !IsInside(path))
        {
            faults.Add(new FaultPlace("checkpoint"), "The checkpoint is no relative path below the trial's folder.", "Give one such as 'step-10/state.pt', without '..'.");
        }

        var warning = Text(said.Warning, "warning", faults);
        faults.ThrowIfAny();
        return new()
        {
            Step = said.Step ?? 0,
            Metrics = metrics.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Checkpoint = said.Checkpoint is null ? null : new(said.Step!.Value, said.Checkpoint),
            Warning = warning,
        };
    }

    /// <summary>How a trial ended, for its study.</summary>
    public static Func<AskedStudy, TrialOutcome> Outcome(TellDocument told)
    {
        var faults = new FaultCollector();
        if (new[] { told.Result is not null, told.Failed is not null, told.Infeasible is not null }.Count(isGiven => isGiven) != 1)
        {
            faults.Add(new FaultPlace("result"), "It is not said how the trial ended.", "Give exactly one of 'result', 'failed' and 'infeasible'.");
        }

        _ = told.Result is { } result ? Numbers(result, "result", faults) : [];
        var failed = Text(told.Failed, "failed", faults);
        var reason = Text(told.Reason, "reason", faults);
        InfeasibleCause? cause = told.Infeasible is { } word ? Cause(word, faults) : null;
        faults.ThrowIfAny();
        return study => told.Result is { } values ? study.OutcomeOf(values)
            : failed is not null ? TrialOutcome.Failed(failed)
            : TrialOutcome.Infeasible(cause!.Value, reason ?? "Its trainer says so.");
    }

    /// <summary>A text of people without control characters; null for none.</summary>
    public static string? Text(string? text, string field, FaultCollector faults)
    {
        if (text?.Length > LongestText)
        {
            faults.Add(new FaultPlace(field), $"The text has {text.Length} letters.", $"Keep it below {LongestText}.");
        }

        return text is null ? null : PlainText.Of(text);
    }

    private static Dictionary<string, double> Numbers(JsonElement given, string field, FaultCollector faults)
    {
        try
        {
            var numbers = TrialMessage.NumbersOf(given);
            if (numbers.Keys.FirstOrDefault(name => name.Length is 0 or > LongestMetric || name.Any(char.IsControl)) is { } bad)
            {
                faults.Add(new FaultPlace(field), $"The name '{PlainText.Shortened(bad)}' cannot be used.", $"Use 1 to {LongestMetric} letters without control characters.");
            }

            return numbers;
        }
        catch (FormatException fault)
        {
            faults.Add(new FaultPlace(field), fault.Message, "Give an object of 1 to 1000 numbers by name.");
            return [];
        }
    }

    private static InfeasibleCause? Cause(string word, FaultCollector faults)
    {
        try
        {
            return TrialMessage.CauseOf(word);
        }
        catch (FormatException fault)
        {
            faults.Add(new FaultPlace("infeasible"), fault.Message, "Use one of them.");
            return null;
        }
    }

    // Whatever system the next trainer runs on.
    private static bool IsInside(string path) => path.Length is > 0 and <= LongestMetric && !path.Any(char.IsControl) && !path.Contains(':')
        && path[0] is not ('/' or '\\') && !path.Split('/', '\\').Contains("..");
}
