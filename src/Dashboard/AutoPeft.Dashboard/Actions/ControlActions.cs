using System.Security.Claims;
using System.Text.Json;
using AutoPeft.Dashboard.Api;
using AutoPeft.Dashboard.Model;
using AutoPeft.Primitives.Faults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What the buttons of sweeps and trials do.</summary>
internal static class ControlActions
{
    public static async Task<IResult> ApplyAsync(
        string name, [FromForm] SweepCommand command, ClaimsPrincipal user, StudyViews views, SweepCommands commands)
    {
        if (await views.FindAsync(name, CancellationToken.None) is null)
        {
            return TypedResults.NotFound();
        }

        await commands.ApplyAsync(name, command, user.Identity!.Name!, CancellationToken.None);
        return TypedResults.LocalRedirect($"/{Links.Study(name)}");
    }

    public static async Task<IResult> CancelAsync(
        string name, int number, [FromForm] string? reason, ClaimsPrincipal user, StudyViews views, SweepCommands commands)
    {
        if (await views.FindAsync(name, CancellationToken.None) is not { } view || number < 0 || number >= view.Study.Trials.Length)
        {
            return TypedResults.NotFound();
        }

        await commands.CancelAsync(name, number, Who(user, reason), CancellationToken.None);
        return TypedResults.LocalRedirect($"/{Links.Trial(name, number)}");
    }

    public static async Task<IResult> RetryAsync(
        string name, int number, [FromForm] string? reason, ClaimsPrincipal user, StudyViews views, SweepCommands commands)
    {
        if (await views.FindAsync(name, CancellationToken.None) is not { } view || number < 0 || number >= view.Study.Trials.Length)
        {
            return TypedResults.NotFound();
        }

        await commands.RetryAsync(name, number, Who(user, reason), CancellationToken.None);
        return TypedResults.LocalRedirect($"/{Links.Trial(name, number)}");
    }

    public static async Task<IResult> DrainAsync(string name, [FromForm] string confirm, DashboardServices services) =>
        services.Workers is { } workers && confirm == "yes" && await workers.DrainAsync(name, CancellationToken.None)
            ? TypedResults.LocalRedirect("/workers") : ActionFaults.Refused($"There is no worker '{name}'.");

    public static async Task<IResult> EnqueueAsync(
        string name, [FromForm] CloneForm form, StudyViews views, SweepCommands commands, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(name, cancellationToken) is not { } view)
        {
            return TypedResults.NotFound();
        }

        var trial = await commands.EnqueueAsync(view.Study, CommandsApi.Read(Parse(form.Configuration)), form.Label ?? string.Empty, cancellationToken);
        return TypedResults.LocalRedirect($"/{Links.Trial(name, trial.Number)}");
    }

    private static string Who(ClaimsPrincipal user, string? reason) =>
        reason is { Length: > 0 and <= 200 } ? $"{user.Identity!.Name}: {reason}" : user.Identity!.Name!;

    private static JsonElement Parse(string? text)
    {
        try
        {
            return JsonElement.Parse(text ?? string.Empty);
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException(new FaultPlace("configuration"), $"This is no JSON: {fault.Message}", "Give one object of numbers, texts and flags.");
        }
    }
}
