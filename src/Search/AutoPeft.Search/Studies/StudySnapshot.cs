using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Transfer;

namespace AutoPeft.Search.Studies;

/// <summary>All that a sampler knows of a study at one moment. Immutable.</summary>
/// <param name="Space">What may be tried.</param>
/// <param name="Objectives">What is optimised. At least one.</param>
public sealed record StudySnapshot(SearchSpace Space, ImmutableArray<Objective> Objectives)
{
    /// <summary>For each analytic objective, by name, its exact value in the user's direction. Pure, and cheap to call.</summary>
    public ImmutableDictionary<string, Func<Configuration, double>> Oracles { get; init; } =
        ImmutableDictionary<string, Func<Configuration, double>>.Empty;

    /// <summary>Limits on what is measured. Analytic limits are rules of the space instead. Default: none.</summary>
    public ImmutableArray<OutcomeConstraint> Constraints { get; init; } = [];

    /// <summary>What finished trials measured, in the order in which they finished.</summary>
    public ImmutableArray<Observation> Observations { get; init; } = [];

    /// <summary>Configurations that are queued or being measured.</summary>
    public ImmutableArray<Configuration> Pending { get; init; } = [];

    /// <summary>Configurations that were tried and have no objective values.</summary>
    public ImmutableArray<Infeasibility> Infeasible { get; init; } = [];

    /// <summary>For each objective the worst value that still counts, in the user's direction; null, the default: inferred.</summary>
    public ImmutableArray<double>? ReferencePoint { get; init; }

    /// <summary>How many trials the study may have in all; null, the default, when that is not known.</summary>
    public int? TrialBudget { get; init; }

    /// <summary>What earlier studies teach; null, the default: nothing.</summary>
    public Experience? Experience { get; init; }

    /// <summary>Every configuration that must not be proposed again.</summary>
    public IEnumerable<Configuration> Known =>
        Observations.Select(observation => observation.Configuration)
            .Concat(Pending)
            .Concat(Infeasible.Select(infeasibility => infeasibility.Configuration));

    /// <summary>The study with one observation for each configuration: the mean loss of all its replicates, in the order of their first.</summary>
    public StudySnapshot Merged() => this with
    {
        Observations = [.. Observations.GroupBy(observation => observation.Configuration).Select(same => same.Count() == 1 ? same.First() : MeanOf(same))],
    };

    /// <summary>The losses of an observation: [objectives], smaller is better.</summary>
    public double[] LossesOf(Observation observation)
    {
        var losses = new double[Objectives.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = Objectives[i].ToLoss(observation.Values[i]);
        }

        return losses;
    }

    /// <summary>By how much an observation exceeds a constraint, see <see cref="OutcomeConstraint.Excess"/>; null when it did not measure it.</summary>
    public double? ExcessOf(Observation observation, int constraint) =>
        observation.Limited.Length > constraint ? Constraints[constraint].Excess(observation.Limited[constraint]) : null;

    /// <summary>The exact loss of an analytic objective.</summary>
    /// <exception cref="ArgumentException">The study has no oracle for it.</exception>
    public double AnalyticLoss(Objective objective, Configuration configuration) =>
        Oracles.TryGetValue(objective.Name, out var oracle)
            ? objective.ToLoss(oracle(configuration))
            : throw new ArgumentException($"The study has no oracle for the objective '{objective.Name}'.", nameof(objective));

    private Observation MeanOf(IGrouping<Configuration, Observation> same) => new(
        same.Key,
        [.. Objectives.Select((objective, i) => objective.FromLoss(same.Average(observation => objective.ToLoss(observation.Values[i]))))])
    {
        Limited = [.. Constraints.Select((_, i) => same.Where(observation => observation.Limited.Length > i).Select(observation => observation.Limited[i]).DefaultIfEmpty(double.NaN).Average())
            .TakeWhile(double.IsFinite)],
    };
}
