using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Streams;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api;

/// <summary>Everything the pages show, as JSON under <c>/api/v1</c>.</summary>
internal static class StudiesApi
{
    public static void MapStudiesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/studies");
        api.MapGet("/", async (IStudyStore store, CancellationToken cancellationToken) =>
            await store.ListStudiesAsync(cancellationToken));
        api.MapGet("/{name}", StudyAsync);
        api.MapGet("/{name}/trials.csv", TrialsApi.CsvAsync);
        api.MapGet("/{name}/trials/{number:int}", TrialAsync);
        api.MapGet("/{name}/events", EventStream.WriteAsync);
    }

    private static async Task<Results<Ok<StudyDocument>, ProblemHttpResult>> StudyAsync(
        string name, IStudyStore store, CancellationToken cancellationToken) =>
        await store.FindStudyAsync(name, cancellationToken) is { } study
            ? TypedResults.Ok(StudyDocument.Of(study))
            : NotFound($"There is no study '{name}'.");

    private static async Task<Results<Ok<TrialDocument>, ProblemHttpResult>> TrialAsync(
        string name, int number, IStudyStore store, CancellationToken cancellationToken) =>
        await store.FindStudyAsync(name, cancellationToken) is { } study && number >= 0 && number < study.Trials.Length
            ? TypedResults.Ok(TrialDocument.Of(study, study.Trials[number]))
            : NotFound($"There is no trial {number} in a study '{name}'.");

    private static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
