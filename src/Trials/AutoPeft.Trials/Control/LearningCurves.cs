using System.Collections.Immutable;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Reads the curves of trials from what they measured on their way.</summary>
internal static class LearningCurves
{
    /// <summary>The curve of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="measured">The objectives to read; points without all of them are left out.</param>
    /// <param name="costs">The losses of the objectives that follow from the configuration.</param>
    /// <param name="pruner">What fidelities count; null: epochs.</param>
    public static LearningCurve Of(Trial trial, ImmutableArray<Objective> measured, ImmutableArray<double> costs, PrunerDefinition? pruner)
    {
        // An attempt that began again measures the same steps again; the last value counts.
        var points = trial.Measurements.GroupBy(measurement => measurement.Step).OrderBy(step => step.Key)
            .Select((step, index) => (Fidelity: FidelityOf(step, index, pruner), Step: step))
            .GroupBy(step => step.Fidelity).OrderBy(same => same.Key)
            .Select(same => PointOf(ValuesAt(trial, same.Key, same.Last().Step), same.Key, measured))
            .OfType<CurvePoint>();

        return new(trial.Number, [.. points]) { Costs = costs };
    }

    /// <summary>The objectives that a trial measured with its last point, of those that only training can give.</summary>
    public static ImmutableArray<Objective> MeasuredBy(Trial trial, ImmutableArray<Objective> objectives)
    {
        var last = trial.Measurements.IsEmpty ? 0 : trial.Measurements.Max(measurement => measurement.Step);
        var names = trial.Measurements.Where(measurement => measurement.Step == last).Select(measurement => measurement.Metric).ToHashSet();

        return [.. objectives.Where(objective => !objective.IsAnalytic && names.Contains(objective.Name))];
    }

    private static Fidelity FidelityOf(IGrouping<int, Measurement> step, int index, PrunerDefinition? pruner) => pruner switch
    {
        { Unit: FidelityUnit.Share } => step.LastOrDefault(measurement => measurement.Metric == MeasuredMetrics.DataShare) is { Metric: not null } share
            ? Fidelity.OfShare(share.Value)
            : Fidelity.AllData,
        { Unit: FidelityUnit.Steps } or { TellsAs: not null } => new(Math.Max(1, step.Key)),
        _ => new(index + 1),
    };

    // A share is measured with the best weights of its training, so all of the data must be too: at the end, not after each epoch.
    private static IEnumerable<KeyValuePair<string, double>> ValuesAt(Trial trial, Fidelity fidelity, IEnumerable<Measurement> step)
    {
        var values = step.Select(measurement => KeyValuePair.Create(measurement.Metric, measurement.Value));

        return fidelity == Fidelity.AllData && trial.State == TrialState.Completed ? values.Concat(trial.Metrics) : values;
    }

    private static CurvePoint? PointOf(IEnumerable<KeyValuePair<string, double>> step, Fidelity fidelity, ImmutableArray<Objective> measured)
    {
        var values = measured.Select(objective => step.Where(value => value.Key == objective.Name)
            .Select(value => (double?)objective.ToLoss(value.Value)).LastOrDefault()).ToArray();

        return values.All(value => value is not null) ? new(fidelity, [.. values.Select(value => value!.Value)]) : null;
    }
}
