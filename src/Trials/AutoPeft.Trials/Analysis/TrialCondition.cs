using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding.Sections;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>What a chosen trial has to keep, e.g. <c>trainable_fraction &lt;= 0.5%</c>: a limit on a cost or on a measured metric.</summary>
public sealed class TrialCondition
{
    private readonly Constraint _limit;

    private TrialCondition(Constraint limit) => _limit = limit;

    /// <summary>The metric's name.</summary>
    public string Metric => _limit.Metric;

    /// <summary>Reads <c>metric &lt;= number</c> or <c>metric &gt;= number</c>; the number may end in %.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it stands, for the fault.</param>
    /// <exception cref="InvalidInputException">It is no condition.</exception>
    public static TrialCondition Parse(string text, string source) => LimitText.Parse(text) is { } limit
        ? new(limit)
        : throw new InvalidInputException(
            new FaultPlace(source), $"'{text}' is no condition.", "Write it as \"trainable_fraction <= 0.5%\".");

    /// <summary>Whether the trial keeps it; false when it has no such metric.</summary>
    public bool IsMetBy(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);

        return trial.Metrics.TryGetValue(Metric, out var value) && _limit.IsMetBy(value);
    }

    /// <summary>The condition as it is written.</summary>
    public override string ToString() => _limit.ToString();
}
