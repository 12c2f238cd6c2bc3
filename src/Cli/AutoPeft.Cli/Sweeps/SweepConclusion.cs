using System.Collections.Immutable;
using AutoPeft.Cli.Documents;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Sweeps;

/// <summary>What comes after a search: front and baselines on the held-out rows, the recommendation, its export and verification.</summary>
/// <param name="session">What measures and exports.</param>
/// <param name="study">The study.</param>
/// <param name="record">Its history; the search is over.</param>
internal sealed class SweepConclusion(SweepSession session, BoundStudy study, StudyRecord record)
{
    private readonly ImmutableArray<Search.Studies.Objective> _objectives = study.Definition.Objectives;

    // What a program trained, only the program can measure again; its files stay in the trials' folders.
    private bool IsOurs => study.Definition.Program is null;

    /// <summary>Measures, exports, verifies.</summary>
    public async Task<SweepDocument> SummarizeAsync(CancellationToken cancellationToken)
    {
        var front = StudyFront.Of(record);
        var evaluated = new List<EvaluatedTrialDocument>();
        foreach (var trial in front.Trials)
        {
            evaluated.Add(await EvaluateAsync(trial, $"trial {trial.Number}", cancellationToken).ConfigureAwait(false));
        }

        var export = IsOurs ? new KneeExport(session, study, front).Write() : null;
        return new()
        {
            Study = record.Header.Name,
            Seed = record.Header.Seed,
            Objectives = ObjectiveDocument.Of(_objectives),
            Trials = [.. record.Trials.Where(trial => trial.Origin.IsSearch()).Select(trial => TrialDocument.Of(trial, _objectives))],
            Front = [.. evaluated],
            Hypervolume = front.Hypervolume,
            ReferencePoint = front.Trials.IsEmpty ? null : JsonValues.Of(_objectives, front.ReferencePoint),
            Baselines = await BaselinesAsync(cancellationToken).ConfigureAwait(false),
            Knee = evaluated.Find(trial => trial.Trial == front.Knee?.Number),
            Export = export,
            Verified = export is null ? null : await IsVerifiedAsync(export, cancellationToken).ConfigureAwait(false),
            ActiveSeconds = Math.Round(record.ActiveTime.TotalSeconds, 1),
        };
    }

    private async Task<ImmutableArray<EvaluatedTrialDocument>> BaselinesAsync(CancellationToken cancellationToken)
    {
        var baselines = new List<EvaluatedTrialDocument>();
        if (IsOurs)
        {
            baselines.Add(Majority());
        }

        var selector = _objectives.First(objective => !objective.IsAnalytic);
        foreach (var kind in BaselinePlan.For(study.Definition))
        {
            if (BaselinePlan.Best(kind, record.Trials, selector) is { } best)
            {
                baselines.Add(await EvaluateAsync(best, kind.Name, cancellationToken).ConfigureAwait(false));
            }
        }

        return [.. baselines];
    }

    private EvaluatedTrialDocument Majority() => new()
    {
        Name = "majority class",
        Objectives = JsonValues.Of(session.Majority.OnValidation(study.Definition)
            .Where(metric => _objectives.Any(objective => objective.Name == metric.Key))),
        Test = !session.Finals.HasTest(study.Definition) ? null : JsonValues.Of(session.Majority.OnTest(study.Definition)),
    };

    private async Task<EvaluatedTrialDocument> EvaluateAsync(Trial trial, string name, CancellationToken cancellationToken)
    {
        var binding = study.BindingOf(trial.Origin);
        var cost = binding.CostOf(trial.Configuration);
        var isWhole = binding.TrainingOf(trial.Configuration).TrainsBaseModel;
        var folder = session.TrialFolder(record.Header.Name, trial.Number);
        var test = !IsOurs || !session.Finals.HasTest(study.Definition)
            ? null
            : await session.Memory.DuringAsync(
                $"measuring {name} on the test rows",
                () => session.Finals.MeasureAsync(study.Definition, folder, cancellationToken)).ConfigureAwait(false);

        return new()
        {
            Name = name,
            Trial = trial.Number,
            Configuration = JsonValues.Of(trial.Configuration),
            Objectives = trial.Values is { } values
                ? JsonValues.Of(_objectives, values)
                : JsonValues.Of(trial.Metrics.Where(metric => _objectives.Any(objective => objective.Name == metric.Key))),
            Test = test is null ? null : JsonValues.Of(test),
            TrainableParameters = isWhole ? study.Definition.Shape.ParameterCount : cost.TrainableParameters,
            TrainableFraction = isWhole ? 1 : cost.TrainableFraction,
            Seconds = trial.Duration is { } duration ? Math.Round(duration.TotalSeconds, 2) : null,
        };
    }

    private async Task<bool> IsVerifiedAsync(ExportDocument export, CancellationToken cancellationToken) =>
        (await session.Memory.DuringAsync(
            $"verifying {export.Path}",
            () => session.Verification.VerifyAsync(study.Definition, export.Path!, cancellationToken)).ConfigureAwait(false)).IsVerified;
}
