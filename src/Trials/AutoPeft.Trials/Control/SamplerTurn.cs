using AutoPeft.Search.Samplers;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>What a sampler adds to a study: a function of the study's history alone, so that a recorded history shows again what it proposed.</summary>
public static class SamplerTurn
{
    /// <summary>How many trials there is place for: within the concurrency and the budget, and none beside others in a deterministic study.</summary>
    /// <param name="record">The history.</param>
    /// <param name="control">How the study is carried out, with its edits.</param>
    public static int PlaceIn(StudyRecord record, ControlDefinition control)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(control);

        var open = record.Trials.Count(trial => !trial.State.IsFinal() && trial.Origin.IsSearch());
        var place = control.IsDeterministic && open > 0 ? 0 : control.Concurrency - open;
        return Math.Min(place, StopRules.Remaining(record, control.Budget) ?? int.MaxValue);
    }

    /// <summary>The next proposals, with their seeds and with the event after which they were made; none when the space has no more.</summary>
    /// <param name="study">The study, with its edits.</param>
    /// <param name="record">The history.</param>
    /// <param name="sampler">The study's sampler.</param>
    /// <param name="count">How many are wanted. At least 1.</param>
    public static IReadOnlyList<TrialProposal> Propose(StudyPlan study, StudyRecord record, ISampler sampler, int count)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(sampler);

        var key = TrialSeeds.ForSampler(study.Control.Seed, record.Trials.Count(trial => trial.Origin == TrialOrigin.Sampler));
        var configurations = sampler.Suggest(SamplerInput.Of(study, record), count, key);
        return [.. TrialSeeds.ProposeAll(study.Control.Seed, configurations, record.Trials).Select(proposal => proposal with { After = record.Sequence })];
    }
}
