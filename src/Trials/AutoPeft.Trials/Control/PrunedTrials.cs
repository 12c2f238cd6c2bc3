using System.Collections.Immutable;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Says what the sampler learns from trials that were stopped early.</summary>
internal sealed class PrunedTrials
{
    private readonly ImmutableArray<Objective> _objectives;
    private readonly ImmutableArray<Objective> _measured;
    private readonly LearningCurve[] _whole;
    private readonly PrunerDefinition? _pruner;

    public PrunedTrials(ImmutableArray<Objective> objectives, IEnumerable<Trial> trials, PrunerDefinition? pruner)
    {
        _pruner = pruner;
        _objectives = objectives;
        _measured = [.. objectives.Where(objective => !objective.IsAnalytic)];
        _whole = [.. trials.Where(trial => trial.State == TrialState.Completed)
            .Select(trial => LearningCurves.Of(trial, _measured, [], pruner)).Where(curve => !curve.Points.IsEmpty)];
    }

    /// <summary>The observation that a trial counts as; null when it measured too little to estimate every objective.</summary>
    public Observation? Estimate(Trial trial)
    {
        var curve = LearningCurves.Of(trial, _measured, [], _pruner);
        if (curve.Points.IsEmpty)
        {
            return null;
        }

        var losses = CurveExtrapolation.ToTheEnd(curve, _whole);
        double?[] values = [.. _objectives.Select(objective => objective.IsAnalytic
            ? trial.Metrics.TryGetValue(objective.Name, out var cost) ? cost : null
            : (double?)objective.FromLoss(losses[_measured.IndexOf(objective)]))];

        return values.All(value => value is { } number && double.IsFinite(number))
            ? new(trial.Configuration, [.. values.Select(value => value!.Value)], trial.Replicate)
            : null;
    }
}
