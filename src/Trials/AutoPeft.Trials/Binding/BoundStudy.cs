using System.Collections.Immutable;
using AutoPeft.Peft.Costs;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Probes;
using AutoPeft.Trials.Transfer;

namespace AutoPeft.Trials.Binding;

/// <summary>A study that was read and checked, ready to be carried out.</summary>
/// <param name="Definition">What was defined.</param>
/// <param name="Binding">Turns points of its space into modules, settings and costs.</param>
/// <param name="Header">What a store keeps of it.</param>
/// <param name="Reader">What read it, and reads the earlier studies that it names.</param>
public sealed record BoundStudy(StudyDefinition Definition, PeftBinding Binding, StudyHeader Header, StudyFile Reader)
{
    private readonly PeftBinding _baselines = PeftBinding.ForBaselines((Definition.Shape, Definition.Task.Kind), Definition.Training);

    /// <summary>The binding that reads a trial's configuration: baselines are read outside the space.</summary>
    public PeftBinding BindingOf(TrialOrigin origin) => origin == TrialOrigin.Baseline ? _baselines : Binding;

    /// <summary>The first difference from another definition that makes results incomparable, as a sentence part; null when there is none.</summary>
    public string? DifferenceFrom(BoundStudy other) =>
        StudyFingerprint.Of(Definition, Binding).Difference(StudyFingerprint.Of(other.Definition, other.Binding));

    /// <summary>What proposing its trials needs.</summary>
    public StudyPlan Plan => new(Definition.Name, Definition.Control, Snapshot())
    {
        First = [.. Definition.WarmStart.Select(point => TrialSeeds.Propose(
            Definition.Control.Seed, point.Configuration, TrialOrigin.Enqueued, point.Label))],
        Transfer = Definition.Control.Transfer.IsEmpty ? null : new(Definition.Control.Transfer, new PlacementDescription(Binding, Reader)),
        MemoryOf = (configuration, origin) => MemoryOf(BindingOf(origin).CostOf(configuration)),
    };

    /// <summary>What is known of the study without any trial.</summary>
    public StudySnapshot Snapshot() => new(Definition.Space, Definition.Objectives)
    {
        Oracles = Definition.Objectives.Where(objective => objective.IsAnalytic).ToImmutableDictionary(
            objective => objective.Name,
            objective => (Func<Configuration, double>)(configuration => AnalyticMetrics.Of(objective.Name, Binding.CostOf(configuration)))),
        ReferencePoint = Definition.Objectives.All(objective => objective.Reference is not null)
            ? [.. Definition.Objectives.Select(objective => objective.Reference!.Value)]
            : null,
        Experience = Definition.Prior.IsEmpty
            ? null
            : new(_ => [], [], ProbePrior.Of(Definition.Prior, (Definition.Space, Binding), Definition.Objectives)),
        Constraints = Definition.Constraints,
        TrialBudget = Definition.Control.Budget.Trials,
    };

    private long MemoryOf(CostReport cost) => cost.PeakMemoryBytes + (Definition.Control.Packing > 1 ? cost.PackingBytes : 0);
}
