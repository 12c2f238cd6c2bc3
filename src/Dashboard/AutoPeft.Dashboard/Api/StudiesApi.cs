using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Api;

/// <summary>Studies, and what is computed from them.</summary>
internal static class StudiesApi
{
    private const int LargestPage = 500;

    public static async Task<PageDocument<StudySummary>> ListAsync(
        IStudyStore store, CancellationToken cancellationToken, string after = "", int size = 100)
    {
        var studies = await store.ListStudiesAsync(cancellationToken);
        var rest = studies.Where(study => string.CompareOrdinal(study.Name, after) > 0).ToArray();
        var page = rest.Take(Math.Clamp(size, 1, LargestPage)).ToImmutableArray();

        return new(page, studies.Length, page.Length < rest.Length ? page[^1].Name : null);
    }

    public static Task<IResult> ReadAsync(string name, StudyViews views, CancellationToken cancellationToken) =>
        views.AnswerAsync(name, StudyDocument.Of, cancellationToken);

    public static Task<IResult> FrontAsync(string name, StudyViews views, CancellationToken cancellationToken) =>
        views.AnswerAsync(name, view => view.Front.Trials.Select(trial => TrialDocument.Of(view, trial)).ToImmutableArray(), cancellationToken);

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
        await views.FindAsync(name, cancellationToken) is { } view ? TypedResults.Ok(answer(view)) : Problems.NotFound($"There is no study '{name}'.");
}
