using System.Security.Claims;
using System.Text.Json;
using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Model;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Api;

/// <summary>What can be done to studies and trials.</summary>
internal static class CommandsApi
{
    public static async Task<IResult> CreateAsync(
        NewStudyDocument study, SweepCommands commands, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var name = await commands.CreateAsync(study.Text ?? string.Empty, user.Identity!.Name!, cancellationToken);

        return TypedResults.Created($"/{Links.Api(name)}", new CreatedDocument(name));
    }

    /// <summary>The endpoint that carries out a command on a sweep.</summary>
    public static Delegate To(SweepCommand command) => async Task<IResult> (
        string name, ClaimsPrincipal user, StudyViews views, SweepCommands commands) =>
    {
        if (await views.FindAsync(name, CancellationToken.None) is null)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        await commands.ApplyAsync(name, command, user.Identity!.Name!, CancellationToken.None);
        return TypedResults.NoContent();
    };

    public static async Task<IResult> EnqueueAsync(
        string name, NewTrialDocument wanted, StudyViews views, SweepCommands commands, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(name, cancellationToken) is not { } view)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        var trial = await commands.EnqueueAsync(view.Study, Read(wanted.Configuration), wanted.Label ?? string.Empty, cancellationToken);
        return TypedResults.Created($"/{Links.Api(name)}/trials/{trial.Number}", TrialDocument.Of(view, trial));
    }

    public static async Task<IResult> CancelAsync(
        string name, int number, ClaimsPrincipal user, StudyViews views, SweepCommands commands)
    {
        if (await views.FindAsync(name, CancellationToken.None) is not { } view || number < 0 || number >= view.Study.Trials.Length)
        {
            return Problems.NotFound($"There is no trial {number} in a study '{name}'.");
        }

        return await commands.CancelAsync(name, number, user.Identity!.Name!, CancellationToken.None)
            ? TypedResults.NoContent()
            : TypedResults.Problem("The trial has its result already.", statusCode: StatusCodes.Status409Conflict);
    }

    public static async Task<IResult> RetryAsync(
        string name, int number, ClaimsPrincipal user, StudyViews views, SweepCommands commands)
    {
        if (await views.FindAsync(name, CancellationToken.None) is not { } view || number < 0 || number >= view.Study.Trials.Length)
        {
            return Problems.NotFound($"There is no trial {number} in a study '{name}'.");
        }

        return await commands.RetryAsync(name, number, user.Identity!.Name!, CancellationToken.None)
            ? TypedResults.NoContent()
            : TypedResults.Problem("Only failed and infeasible trials can be tried again.", statusCode: StatusCodes.Status409Conflict);
    }

    public static async Task<IResult> AnnotateAsync(
        string name, int number, TrialAnnotation annotation, StudyViews views, AnnotationBook annotations)
    {
        if (await views.FindAsync(name, CancellationToken.None) is not { } view || number < 0 || number >= view.Study.Trials.Length)
        {
            return Problems.NotFound($"There is no trial {number} in a study '{name}'.");
        }

        return annotations.Replace(name, number, annotation)
            ? TypedResults.Ok(annotations.Of(name, number))
            : TypedResults.Problem("Somebody else changed it: read it again.", statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>The configuration of a JSON object.</summary>
    /// <exception cref="InvalidInputException">It is none.</exception>
    internal static Configuration Read(JsonElement json)
    {
        try
        {
            return Configuration.FromJson(json.GetRawText());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidInputException(new FaultPlace("configuration"), fault.Message, "Give one object of numbers, texts and flags.");
        }
    }
}
