using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Asking;

/// <summary>Reads the values of a trial that somebody else evaluated: one JSON object of numbers, all objectives among them.</summary>
/// <param name="objectives">What must be among the numbers.</param>
public sealed class ToldValues(ImmutableArray<Objective> objectives)
{
    /// <summary>The outcome of an object; every way in which it cannot be used is a failed one with the reason.</summary>
    public TrialOutcome Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return TrialOutcome.Failed("The values are no object.");
        }

        try
        {
            return ReadObject(answer);
        }
        catch (InvalidOperationException)
        {
            return TrialOutcome.Failed("The name of a value is no text."); // Half a character, escaped.
        }
    }

    private TrialOutcome ReadObject(JsonElement answer)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var property in answer.EnumerateObject())
        {
            if (TrialMessage.NumberOf(property.Value) is { } number)
            {
                metrics[property.Name] = number;
            }
            else if (objectives.Any(objective => objective.Name == property.Name))
            {
                return TrialOutcome.Failed($"The objective '{property.Name}' is no number but {PlainText.Shortened(property.Value.GetRawText())}.");
            }
        }

        var missing = objectives.FirstOrDefault(objective => !metrics.ContainsKey(objective.Name));
        if (missing is not null)
        {
            var names = answer.EnumerateObject().Select(property => $"'{property.Name}'").Distinct().ToArray();
            return TrialOutcome.Failed(
                $"The objective '{missing.Name}' is missing; there {(names.Length == 0 ? "is nothing" : $"is only {PlainText.Shortened(string.Join(", ", names))}")}.");
        }

        var infinite = objectives.FirstOrDefault(objective => !double.IsFinite(metrics[objective.Name]));
        return infinite is null
            ? Judge(metrics)
            : TrialOutcome.Infeasible(
                InfeasibleCause.Diverged,
                string.Create(CultureInfo.InvariantCulture, $"The objective '{infinite.Name}' is {metrics[infinite.Name]}.")) with
            { Metrics = metrics.ToImmutableSortedDictionary(StringComparer.Ordinal) };
    }

    private TrialOutcome Judge(Dictionary<string, double> metrics)
    {
        var negative = objectives.FirstOrDefault(objective => objective.IsLogarithmic && !(metrics[objective.Name] > 0));

        return negative is null
            ? TrialOutcome.Completed(metrics)
            : TrialOutcome.Failed(string.Create(
                CultureInfo.InvariantCulture, $"The objective '{negative.Name}' is {metrics[negative.Name]}, which a log scale does not have."));
    }
}
