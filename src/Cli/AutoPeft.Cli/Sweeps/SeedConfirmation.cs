using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Cli.Documents;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Sweeps;

/// <summary>Trains a chosen trial, and the tuned baselines beside it, with seeds that had no part in choosing them.</summary>
/// <remarks>A front is chosen by its luck too; new seeds on rows that the search never saw say what is left without it.</remarks>
/// <param name="session">What trains and measures.</param>
/// <param name="study">The study; its search is over.</param>
internal sealed class SeedConfirmation(SweepSession session, BoundStudy study)
{
    private readonly Objective _metric = study.Definition.Objectives.First(objective => !objective.IsAnalytic);

    /// <summary>Trains and measures.</summary>
    /// <param name="record">The study's history.</param>
    /// <param name="chosen">The trial.</param>
    /// <param name="seeds">How many new seeds; at least 1.</param>
    /// <param name="cancellationToken">Stops between two steps; the same call continues.</param>
    public async Task<ConfirmationDocument> ConfirmAsync(
        StudyRecord record, Trial chosen, int seeds, CancellationToken cancellationToken)
    {
        (string Name, Trial Trial)[] compared = [(NameOf(chosen), chosen), .. Baselines(record)];
        var proposals = compared.SelectMany(item => Enumerable.Range(1, seeds).Select(seed => Again(item.Trial, item.Name, seed))).ToArray();
        var trained = await new SweepExecution(session).TrainAsync(study, proposals, "confirmation", cancellationToken).ConfigureAwait(false);
        var hasTest = session.Finals.HasTest(study.Definition);
        var results = ImmutableArray.CreateBuilder<SeedSpreadDocument>();
        foreach (var (name, trial) in compared)
        {
            var values = await ValuesAsync(Repetitions(trained, trial, seeds), hasTest, cancellationToken).ConfigureAwait(false);
            if (!values.IsEmpty)
            {
                results.Add(SeedSpreadDocument.Of(name, values));
            }
        }

        return new(_metric.Name, hasTest ? "test" : "validation", results.ToImmutable());
    }

    private static string NameOf(Trial trial) => string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number}");

    private IEnumerable<(string Name, Trial Trial)> Baselines(StudyRecord record) => BaselinePlan.For(study.Definition)
        .Select(kind => (kind.Name, Trial: BaselinePlan.Best(kind, record.Trials, _metric)))
        .Where(item => item.Trial is not null)
        .Select(item => (item.Name, item.Trial!));

    private TrialProposal Again(Trial trial, string name, int replicate) =>
        new(trial.Configuration, TrialSeeds.Of(study.Definition.Control.Seed, trial.Configuration, replicate))
        {
            Origin = OriginOf(trial),
            Label = string.Create(CultureInfo.InvariantCulture, $"{name}, confirmation {replicate}"),
            Replicate = replicate,
        };

    private static TrialOrigin OriginOf(Trial trial) => trial.Origin.IsSearch() ? TrialOrigin.Confirmation : trial.Origin;

    private static IEnumerable<Trial> Repetitions(StudyRecord record, Trial of, int seeds) => record.Trials.Where(trial =>
        trial.State == TrialState.Completed
        && trial.Origin == OriginOf(of)
        && trial.Replicate >= 1 && trial.Replicate <= seeds
        && trial.Configuration.Equals(of.Configuration));

    private async Task<ImmutableArray<double>> ValuesAsync(IEnumerable<Trial> trials, bool onTest, CancellationToken cancellationToken)
    {
        var values = ImmutableArray.CreateBuilder<double>();
        foreach (var trial in trials)
        {
            var metrics = onTest
                ? await session.Memory.DuringAsync(
                    $"measuring {NameOf(trial)} on the test rows",
                    () => session.Finals.MeasureAsync(
                        study.Definition, session.TrialFolder(study.Definition.Name, trial.Number), cancellationToken)).ConfigureAwait(false)
                : trial.Metrics;
            values.Add(metrics[_metric.Name]);
        }

        return values.ToImmutable();
    }
}
