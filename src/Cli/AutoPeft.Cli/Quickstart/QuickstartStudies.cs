using System.Globalization;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Quickstart;

/// <summary>Decides whether the quickstart continues an earlier one or starts anew.</summary>
/// <param name="session">Where studies are kept.</param>
internal sealed class QuickstartStudies(SweepSession session)
{
    private const string BaseName = "quickstart";

    /// <summary>The quickstart with these settings: continued while it is not over, begun anew under its name when it is.</summary>
    /// <remarks>Other settings get a name of their own, so that they take nothing from each other.</remarks>
    public async Task<BoundStudy> NextAsync(QuickstartRequest request, CancellationToken cancellationToken)
    {
        var folder = session.Context.DataFolder;
        var data = await Task.Run(() => QuickstartData.Prepare(folder), cancellationToken).ConfigureAwait(false);
        BoundStudy Bind(string name) => session.Files.Parse(
            QuickstartStudy.Text(name, QuickstartModel.Folder, data, request), BaseName, folder);

        var studies = await session.Store.ListStudiesAsync(cancellationToken).ConfigureAwait(false);
        var numbers = studies.Select(study => NumberOf(study.Name)).Where(number => number > 0).Order().ToArray();
        foreach (var name in numbers.Select(NameOf))
        {
            var study = Bind(name);
            var record = await session.Store.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false);
            if (record.Header.SpaceHash == study.Header.SpaceHash)
            {
                if (IsOver(study, record))
                {
                    await session.Store.DeleteStudyAsync(name, cancellationToken).ConfigureAwait(false);
                }

                return study;
            }
        }

        return Bind(NameOf(numbers.DefaultIfEmpty(0).Max() + 1));
    }

    private static string NameOf(int number) =>
        number == 1 ? BaseName : string.Create(CultureInfo.InvariantCulture, $"{BaseName}-{number}");

    /// <summary>The number of a quickstart's name; 0 for other names.</summary>
    private static int NumberOf(string name) =>
        name == BaseName ? 1
        : name.StartsWith($"{BaseName}-", StringComparison.Ordinal)
            && int.TryParse(name[(BaseName.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : 0;

    private static bool IsOver(BoundStudy study, StudyRecord record)
    {
        var baselines = BaselinePlan.For(study.Definition).Sum(kind => kind.LearningRates.Length);

        return record.Status is StudyStatus.Finished or StudyStatus.Failed
            && record.Trials.All(trial => trial.State.IsFinal())
            && record.Trials.Count(trial => trial.Origin == TrialOrigin.Baseline) >= baselines;
    }
}
