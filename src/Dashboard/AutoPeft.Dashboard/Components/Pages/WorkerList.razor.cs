using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>Who works, what waits, and what is held.</summary>
public sealed partial class WorkerList
{
    private const int MostStudies = 50;
    private const int MostWorkers = 100;
    private const int MostBatches = 10;

    [Inject]
    internal DashboardServices Services { get; set; } = null!;

    [Inject]
    internal IStudyStore Store { get; set; } = null!;

    [Inject]
    internal StudyViews Catalogue { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    private ImmutableArray<WorkerStatus> Known { get; set; } = [];

    private PageDocument<WorkerStatus> Page { get; set; } = new([], 0, null);

    private PageDocument<StudySummary> Studies { get; set; } = new([], 0, null);

    private ImmutableArray<StudyView> Views { get; set; } = [];

    private IEnumerable<(StudyView View, Trial Trial)> Held => Views.SelectMany(view => view.Study.Trials.Where(trial => trial.State.IsHeld()).Select(trial => (view, trial)));

    private IEnumerable<(string Study, string Warning)> Warnings => Views.SelectMany(
        view => StudyWarnings.Of(view.Study, Store, Services.Workers is null ? null : Known).Select(warning => (view.Study.Header.Name, warning)));

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var cancellationToken = Context.RequestAborted;
        Known = Services.Workers is { } workers ? await workers.ListAsync(cancellationToken) : [];
        Page = Cursor.Page(Known, worker => worker.Name, Query("worker"), MostWorkers);
        Studies = Cursor.Page(
            [.. (await Store.ListStudiesAsync(cancellationToken)).Where(study => study.Fault is null)],
            study => Cursor.Falling(study.Changed, study.Name),
            Query("after"),
            MostStudies);
        var views = ImmutableArray.CreateBuilder<StudyView>();
        foreach (var study in Studies.Items)
        {
            if (await Catalogue.FindAsync(study.Name, cancellationToken) is { } view)
            {
                views.Add(view);
            }
        }

        Views = views.ToImmutable();
    }

    private string Query(string key) => Context.Request.Query[key].ToString();
}
