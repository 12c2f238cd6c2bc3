using System.Collections.Immutable;
using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Api.Insight;
using AutoPeft.Dashboard.Api.Trainers;
using AutoPeft.Dashboard.Artifacts;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Drafts;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.Dashboard.Security.Requests;
using AutoPeft.Dashboard.Streams;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api;

/// <summary>Everything the pages show and do, as JSON under <c>/api/v1</c>; <c>/openapi/v1.json</c> describes it.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").DisableAntiforgery().AddEndpointFilter<ApiFaults>().AddEndpointFilter<ContentTags>()
            .AddEndpointFilter(routes.ServiceProvider.GetRequiredService<RepeatedWrites>());
        var studies = api.MapGroup("/studies").WithTags("Studies").AddEndpointFilter<StudyTags>();
        studies.MapGet("/", StudiesApi.ListAsync).Produces<PageDocument<StudySummary>>().WithSummary("All studies, by name");
        studies.MapGet("/{name}/front", StudiesApi.FrontAsync).Produces<PageDocument<TrialDocument>>().WithSummary("The best trade-offs with their configurations, page by page");
        studies.MapGet("/{name}/hypervolume", StudiesApi.HypervolumeAsync).Produces<HypervolumeDocument>().WithSummary("The hypervolume after each completed trial");
        studies.MapGet("/{name}/placement", StudiesApi.PlacementAsync).Produces<ImmutableArray<PlacementDocument>>().WithSummary("Methods by layers: share of the front and mean effect");
        studies.MapGet("/{name}/definition", StudiesApi.DefinitionAsync).Produces<DefinitionDocument>().WithSummary("The study file");
        studies.MapGet("/{name}/trials", TrialsApi.ListAsync).Produces<PageDocument<TrialDocument>>().WithMetadata(new QueryNames("filter", "sort", "size", "after")).WithSummary("A page of trials: filter, sort, size, after");
        studies.MapGet("/{name}/trials.csv", TrialsApi.CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv").WithMetadata(new QueryNames("filter", "sort", "columns")).WithSummary("Trials as comma-separated values: filter, sort, columns");
        studies.MapGet("/{name}/trials/{number:int}", TrialsApi.ReadAsync).Produces<TrialDetailDocument>().WithSummary("A trial with attempts and measurements");
        studies.MapGet("/{name}/choice", RecipesApi.ChooseAsync).Produces<ChoiceDocument>().WithSummary("The trial that answers a wish, and in which formats it can be had: want, limits");
        studies.MapGet("/{name}/trials/{number:int}/exports", RecipesApi.VerdictsAsync).Produces<ImmutableArray<RecipeVerdict>>().WithSummary("How exactly each format holds a trial");
        studies.MapGet("/{name}/trials/{number:int}/exports/{format}.zip", RecipesApi.DownloadAsync).Produces<string>(StatusCodes.Status200OK, "application/zip").WithSummary("A trial's export as an archive");
        studies.MapGet("/{name}/history", EventsApi.ListAsync).Produces<PageDocument<EventDocument>>().WithSummary("Everything that happened, page by page, from the beginning");
        studies.MapInsight();
        api.MapGet("/comparison", ComparisonApi.CompareAsync).Produces<ImmutableArray<ComparedStudy>>().WithTags("Studies")
            .WithSummary("Fronts and hypervolumes of several studies beside each other: study, several times");
        MapStanding(api);
        api.MapGet("/queue", QueueApi.ListAsync).Produces<PageDocument<QueueDocument>>().WithTags("Workers").WithSummary("Trials by state and who holds which, study by study");
        api.MapGet("/workers", WorkersApi.ListAsync).Produces<PageDocument<WorkerStatus>>().WithTags("Workers").WithSummary("The workers of a shared store");
        api.MapPost("/workers/{name}/drain", ChangesApi.DrainAsync).Produces(StatusCodes.Status204NoContent).WithTags("Workers").RequireAuthorization(nameof(AccessRole.Operator))
            .WithSummary("Ask a worker to finish what it has and take no more");
        api.MapPost("/spaces/check", SpacesApi.CheckAsync).Produces<StudyCheck>().WithTags("Commands").WithSummary("Check a study file without keeping it");
        api.MapGet("/studies/{name}/events", EventStream.WriteAsync).Produces<EventDocument>(StatusCodes.Status200OK, "text/event-stream").WithMetadata(new QueryNames("after"), new LastingAnswer()).WithTags("Studies")
            .WithSummary("Events as they happen, as server-sent events; Last-Event-ID continues");
        api.MapGet("/me", UsersApi.Me).Produces<HolderDocument>().WithTags("Access").WithSummary("Who asks, and what that one may do");
        api.MapPut("/me/password", UsersApi.ChangeOwnAsync).Produces(StatusCodes.Status204NoContent).WithTags("Access").WithSummary("Change one's own password; ends all other sessions");
        MapWrites(api);
        MapAdministration(api);
        api.MapTrainers();
    }

    // A process that is killed, workers and files change what is answered without an event of the study: they have no tags of it.
    private static void MapStanding(RouteGroupBuilder api)
    {
        api.MapGet("/studies/{name}", StudiesApi.ReadAsync).Produces<StudyDocument>().WithTags("Studies").WithSummary("A study with its front, and why it does not go on");
        var trial = api.MapGroup("/studies/{name}/trials/{number:int}").WithTags("Studies");
        trial.MapGet("/files", FilesApi.ListAsync).Produces<ImmutableArray<Artifact>>().WithSummary("What a trial left behind on this machine");
        trial.MapGet("/files/{**path}", FilesApi.ReadAsync).Produces<string>(StatusCodes.Status200OK, "application/octet-stream").WithSummary("A file of a trial");
        trial.MapGet("/attempts/{attempt:int}/log", FilesApi.LogAsync).Produces<ImmutableArray<AttemptLine>>().WithSummary("What the process of an attempt printed");
    }

    private static void MapWrites(RouteGroupBuilder api)
    {
        var writes = api.MapGroup("/studies").WithTags("Commands").RequireAuthorization(nameof(AccessRole.Operator));
        writes.MapPost("/", CommandsApi.CreateAsync).Produces<CreatedDocument>(StatusCodes.Status201Created).WithSummary("Keep a new study");
        foreach (var command in Enum.GetValues<SweepCommand>())
        {
            writes.MapPost($"/{{name}}/{command.ToString().ToLowerInvariant()}", CommandsApi.To(command)).Produces(StatusCodes.Status204NoContent).WithSummary($"{command} a sweep");
        }

        writes.MapPatch("/{name}", ChangesApi.EditAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Change budget, concurrency, priority or limit, also meanwhile");
        writes.MapDelete("/{name}", ChangesApi.DeleteAsync).Produces(StatusCodes.Status204NoContent).RequireAuthorization(nameof(AccessRole.Admin)).WithSummary("Remove a study and its history");
        writes.MapPost("/{name}/batch", QueueApi.ApplyAsync).Produces<BatchAnswerDocument>().WithSummary("Retry or cancel all trials that a filter lets through");
        writes.MapPost("/{name}/trials", CommandsApi.EnqueueAsync).Produces<TrialDocument>(StatusCodes.Status201Created).WithSummary("Queue a configuration");
        writes.MapPost("/{name}/trials/{number:int}/cancel", CommandsApi.CancelAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Call off a trial without a result");
        writes.MapPost("/{name}/trials/{number:int}/retry", CommandsApi.RetryAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Queue a failed or infeasible trial again");
        writes.MapPut("/{name}/trials/{number:int}/annotation", CommandsApi.AnnotateAsync).Produces<TrialAnnotation>().WithSummary("Replace note and tags of a trial");
    }

    private static void MapAdministration(RouteGroupBuilder api)
    {
        var admin = api.MapGroup("/").WithTags("Administration").RequireAuthorization(nameof(AccessRole.Admin));
        admin.MapGet("/keys", KeysApi.List).Produces<PageDocument<KeyDocument>>().WithSummary("The keys, without their secrets");
        admin.MapPost("/keys", KeysApi.IssueAsync).Produces<IssuedKeyDocument>(StatusCodes.Status201Created).WithSummary("Make a key; the answer is the only place where its text stands");
        admin.MapDelete("/keys/{id}", KeysApi.WithdrawAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Withdraw a key");
        admin.MapGet("/users", UsersApi.ListAsync).Produces<PageDocument<UserDocument>>().WithSummary("The users, without their passwords");
        admin.MapPost("/users", UsersApi.AddAsync).Produces<UserDocument>(StatusCodes.Status201Created).WithSummary("Make a user");
        admin.MapPatch("/users/{name}", UsersApi.ChangeAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Change role or password of a user, or keep the user out; ends the user's sessions");
        admin.MapDelete("/users/{name}", UsersApi.RemoveAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Remove a user");
        admin.MapGet("/webhooks", WebhooksApi.List).Produces<PageDocument<WebhookDocument>>().WithSummary("Who is told by webhooks, without their secrets");
        admin.MapPost("/webhooks", WebhooksApi.Add).Produces<WebhookDocument>(StatusCodes.Status201Created)
            .WithSummary("Have an address told");
        admin.MapDelete("/webhooks/{id}", WebhooksApi.Remove).Produces(StatusCodes.Status204NoContent).WithSummary("Tell an address no more");
        admin.MapGet("/audit", KeysApi.Audit).Produces<PageDocument<AuditEntry>>().WithSummary("The latest changes that were asked for");
    }
}
