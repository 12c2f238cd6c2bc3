using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api;

/// <summary>Studies, and what is computed from them.</summary>
internal static class StudiesApi
{
    private const int LargestPage = 500;

    public static async Task<PageDocument<StudySummary>> ListAsync(
        IStudyStore store, CancellationToken cancellationToken, string after = "", int size = 100) =>
        Cursor.Page(await store.ListStudiesAsync(cancellationToken), study => study.Name, after, Math.Min(size, LargestPage));

    public static async Task<IResult> ReadAsync(string name, StudyViews views, IStudyStore store, DashboardServices services, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(name, cancellationToken) is not { } view)
        {
            return Missing(name);
        }

        var warnings = await StudyWarnings.ReadAsync(view.Study, store, services.Workers, cancellationToken);
        return TypedResults.Ok(StudyDocument.Of(view, store.InterruptionOf(view.Study) is not null, warnings));
    }

    /// <summary>A page of the front, best in the first objective first.</summary>
    public static Task<IResult> FrontAsync(string name, StudyViews views, CancellationToken cancellationToken, string after = "", int size = 100) =>
        views.AnswerAsync(name, view => view.FrontPage(after, Math.Min(size, LargestPage)).As(trial => TrialDocument.Of(view, trial)), cancellationToken);

    public static Task<IResult> HypervolumeAsync(string name, StudyViews views, CancellationToken cancellationToken) =>
        views.AnswerAsync(name, view => new HypervolumeDocument(view.Front.ReferencePoint, [.. view.HypervolumeHistory]), cancellationToken);

    public static Task<IResult> PlacementAsync(string name, StudyViews views, CancellationToken cancellationToken) =>
        views.AnswerAsync(
            name,
            view => view.Placement.Rows.SelectMany(row => row.Cells.Select((cell, layer) => new PlacementDocument(
                row.Method, layer, cell.OnFront, cell.InAll, cell.Effect, cell.MeanSize))).ToImmutableArray(),
            cancellationToken);

    public static Task<IResult> DefinitionAsync(string name, StudyViews views, CancellationToken cancellationToken) =>
        views.AnswerAsync(name, view => new DefinitionDocument(view.Study.Header.Definition, view.Study.Header.SpaceHash), cancellationToken);

    private static async Task<IResult> AnswerAsync<T>(
        this StudyViews views, string name, Func<StudyView, T> answer, CancellationToken cancellationToken) =>
        await views.FindAsync(name, cancellationToken) is { } view ? TypedResults.Ok(answer(view)) : Missing(name);

    private static ProblemHttpResult Missing(string name) => Problems.NotFound($"There is no study '{name}'.");
}
