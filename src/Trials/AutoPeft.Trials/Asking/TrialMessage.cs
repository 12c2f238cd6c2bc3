using System.Text.Json;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Asking;

/// <summary>Reads what programs and remote trainers say of their trials. A message that cannot be used is a <see cref="FormatException"/>.</summary>
public static class TrialMessage
{
    private const int MostMetrics = 1000;

    /// <summary>The training step of a message.</summary>
    public static int StepOf(JsonElement message) =>
        message.TryGetProperty("step", out var step) && step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out var number) && number > 0
            ? number : throw new FormatException("The message has no 'step', a whole number from 1.");

    /// <summary>Numbers by name; others are left out.</summary>
    public static Dictionary<string, double> NumbersOf(JsonElement metrics)
    {
        if (metrics.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("The metrics are no object.");
        }

        try
        {
            var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var property in metrics.EnumerateObject())
            {
                if (NumberOf(property.Value) is { } number)
                {
                    numbers[property.Name] = number;
                }
            }

            return numbers.Count is > 0 and <= MostMetrics ? numbers : throw new FormatException($"There are {numbers.Count} metrics.");
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException("The name of a metric is no text.", fault); // Half a character, escaped.
        }
    }

    /// <summary>A text.</summary>
    public static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString() ?? throw new FormatException("A text is missing.");
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException("A text is missing, or is none.", fault);
        }
    }

    /// <summary>How the trial ended, when a message says so.</summary>
    public static TrialOutcome? OutcomeOf(JsonElement message)
    {
        if (message.TryGetProperty("result", out var result))
        {
            return TrialOutcome.Completed(NumbersOf(result));
        }

        if (message.TryGetProperty("failed", out var failed))
        {
            return TrialOutcome.Failed(TextOf(failed), !message.TryGetProperty("retry", out var retry) || retry.ValueKind != JsonValueKind.False);
        }

        return message.TryGetProperty("infeasible", out var cause)
            ? TrialOutcome.Infeasible(CauseOf(TextOf(cause)), message.TryGetProperty("reason", out var reason) ? TextOf(reason) : "Whoever trains it says so.")
            : null;
    }

    /// <summary>A number, or the word for one that JSON does not have; null for anything else.</summary>
    public static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when value.GetString() is "NaN" => double.NaN,
        JsonValueKind.String when value.GetString() is "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when value.GetString() is "-Infinity" => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>The cause of a word.</summary>
    public static InfeasibleCause CauseOf(string cause) => cause switch
    {
        "out_of_memory" => InfeasibleCause.OutOfMemory,
        "diverged" => InfeasibleCause.Diverged,
        "constraint" => InfeasibleCause.Constraint,
        _ => throw new FormatException("'infeasible' is none of out_of_memory, diverged and constraint."),
    };
}
