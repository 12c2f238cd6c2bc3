using System.Collections.Immutable;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Reads the curves of trials from what they measured on their way.</summary>
internal static class LearningCurves
{
    /// <summary>The curve of a trial; its fidelity is the number of the measurement, one an epoch.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="measured">The objectives to read; points without all of them are left out.</param>
    /// <param name="costs">The losses of the objectives that follow from the configuration.</param>
    public static LearningCurve Of(Trial trial, ImmutableArray<Objective> measured, ImmutableArray<double> costs)
    {
        // An attempt that began again measures the same steps again; the last value counts.
        var points = trial.Measurements.GroupBy(measurement => measurement.Step).OrderBy(step => step.Key)
            .Select((step, index) => PointOf(step, new(index + 1), measured))
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

    private static CurvePoint? PointOf(IEnumerable<Measurement> step, Fidelity fidelity, ImmutableArray<Objective> measured)
    {
        var values = measured.Select(objective => step.Where(measurement => measurement.Metric == objective.Name)
            .Select(measurement => (double?)objective.ToLoss(measurement.Value)).LastOrDefault()).ToArray();

        return values.All(value => value is not null) ? new(fidelity, [.. values.Select(value => value!.Value)]) : null;
    }
}
