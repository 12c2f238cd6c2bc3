using System.Collections.Immutable;
using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Api.Trainers;
using AutoPeft.Dashboard.Artifacts;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Streams;

namespace AutoPeft.Dashboard.Api;

/// <summary>Everything the pages show and do, as JSON under <c>/api/v1</c>; <c>/openapi/v1.json</c> describes it.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").DisableAntiforgery().AddEndpointFilter<ApiFaults>()
            .AddEndpointFilter(routes.ServiceProvider.GetRequiredService<RepeatedWrites>());
        var studies = api.MapGroup("/studies").WithTags("Studies").AddEndpointFilter<StudyTags>();
        studies.MapGet("/", StudiesApi.ListAsync).WithSummary("All studies, by name");
        studies.MapGet("/{name}", StudiesApi.ReadAsync).WithSummary("A study with its front");
        studies.MapGet("/{name}/front", StudiesApi.FrontAsync).WithSummary("The best trade-offs with their configurations");
        studies.MapGet("/{name}/hypervolume", StudiesApi.HypervolumeAsync).WithSummary("The hypervolume after each completed trial");
        studies.MapGet("/{name}/placement", StudiesApi.PlacementAsync).WithSummary("Methods by layers: share of the front and mean effect");
        studies.MapGet("/{name}/definition", StudiesApi.DefinitionAsync).WithSummary("The study file");
        studies.MapGet("/{name}/trials", TrialsApi.ListAsync).WithSummary("A page of trials: filter, sort, size, after");
        studies.MapGet("/{name}/trials.csv", TrialsApi.CsvAsync).WithSummary("Trials as comma-separated values: filter, sort, columns");
        studies.MapGet("/{name}/trials/{number:int}", TrialsApi.ReadAsync).WithSummary("A trial with attempts and measurements");
        studies.MapGet("/{name}/trials/{number:int}/exports/{format}.zip", RecipesApi.DownloadAsync).WithSummary("A trial's export as an archive");
        MapFiles(api);
        api.MapGet("/workers", WorkersApi.ListAsync).WithTags("Workers").WithSummary("The workers of a shared store");
        api.MapPost("/workers/{name}/drain", ChangesApi.DrainAsync).WithTags("Workers").RequireAuthorization(nameof(AccessRole.Operator))
            .WithSummary("Ask a worker to finish what it has and take no more");
        api.MapPost("/spaces/check", SpacesApi.CheckAsync).WithTags("Commands").WithSummary("Check a study file without keeping it");
        api.MapGet("/studies/{name}/events", EventStream.WriteAsync).WithTags("Studies")
            .WithSummary("Events as they happen, as server-sent events; Last-Event-ID continues");
        MapWrites(api);
        MapAdministration(api);
        api.MapTrainers();
    }

    // Files change without an event of the study: they have no tags of it.
    private static void MapFiles(RouteGroupBuilder api)
    {
        var trial = api.MapGroup("/studies/{name}/trials/{number:int}").WithTags("Studies");
        trial.MapGet("/files", FilesApi.ListAsync).Produces<ImmutableArray<Artifact>>().WithSummary("What a trial left behind on this machine");
        trial.MapGet("/files/{**path}", FilesApi.ReadAsync).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").WithSummary("A file of a trial");
        trial.MapGet("/attempts/{attempt:int}/log", FilesApi.LogAsync).Produces<ImmutableArray<AttemptLine>>().WithSummary("What the process of an attempt printed");
    }

    private static void MapWrites(RouteGroupBuilder api)
    {
        var writes = api.MapGroup("/studies").WithTags("Commands").RequireAuthorization(nameof(AccessRole.Operator));
        writes.MapPost("/", CommandsApi.CreateAsync).WithSummary("Keep a new study");
        foreach (var command in Enum.GetValues<SweepCommand>())
        {
            writes.MapPost($"/{{name}}/{command.ToString().ToLowerInvariant()}", CommandsApi.To(command)).WithSummary($"{command} a sweep");
        }

        writes.MapPatch("/{name}", ChangesApi.EditAsync).WithSummary("Change budget, concurrency, priority or limit, also meanwhile");
        writes.MapDelete("/{name}", ChangesApi.DeleteAsync).RequireAuthorization(nameof(AccessRole.Admin)).WithSummary("Remove a study and its history");
        writes.MapPost("/{name}/trials", CommandsApi.EnqueueAsync).WithSummary("Queue a configuration");
        writes.MapPost("/{name}/trials/{number:int}/cancel", CommandsApi.CancelAsync).WithSummary("Call off a trial without a result");
        writes.MapPost("/{name}/trials/{number:int}/retry", CommandsApi.RetryAsync).WithSummary("Queue a failed or infeasible trial again");
        writes.MapPut("/{name}/trials/{number:int}/annotation", CommandsApi.AnnotateAsync).WithSummary("Replace note and tags of a trial");
    }

    private static void MapAdministration(RouteGroupBuilder api)
    {
        var admin = api.MapGroup("/").WithTags("Administration").RequireAuthorization(nameof(AccessRole.Admin));
        admin.MapGet("/keys", KeysApi.List).WithSummary("The keys, without their secrets");
        admin.MapPost("/keys", KeysApi.Issue).WithSummary("Make a key; the answer is the only place where its text stands");
        admin.MapDelete("/keys/{id}", KeysApi.Withdraw).WithSummary("Withdraw a key");
        admin.MapGet("/webhooks", WebhooksApi.List).WithSummary("Who is told by webhooks, without their secrets");
        admin.MapPost("/webhooks", WebhooksApi.Add).Produces<WebhookDocument>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Have an address told");
        admin.MapDelete("/webhooks/{id}", WebhooksApi.Remove).WithSummary("Tell an address no more");
        admin.MapGet("/audit", KeysApi.Audit).WithSummary("The latest changes that were asked for");
    }
}
