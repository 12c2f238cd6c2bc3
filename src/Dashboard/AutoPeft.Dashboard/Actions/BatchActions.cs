using System.Security.Claims;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What is done to all trials that a filter lets through.</summary>
internal static class BatchActions
{
    /// <summary>Tries failed and infeasible trials again, or calls off trials without a result; others of the filter stay as they are.</summary>
    public static async Task<IResult> ApplyAsync(
        string name, [FromForm] BatchForm form, ClaimsPrincipal user, StudyViews views, SweepCommands commands)
    {
        if (await views.FindAsync(name, CancellationToken.None) is not { } view)
        {
            return TypedResults.NotFound();
        }

        if (form.Confirm != "yes" || form.Command is not ("retry" or "cancel"))
        {
            throw new InvalidInputException(new FaultPlace("batch"), "It was not confirmed what to do.", "Tick the box and press one of the buttons.");
        }

        var isRetry = form.Command == "retry";
        var matching = TrialFilter.Parse(form.Filter ?? string.Empty, view.Fields);
        int[] trials = [.. view.Study.Trials.Where(trial => matching(trial) && MayBe(trial, isRetry)).Select(trial => trial.Number)];
        await commands.ForAllAsync(name, trials, isRetry, user.Identity!.Name!);
        return TypedResults.LocalRedirect($"/{Links.With(Links.Study(name, "trials"), ("filter", form.Filter))}");
    }

    /// <summary>Whether a trial can be tried again, or called off.</summary>
    public static bool MayBe(Trial trial, bool isRetry) => isRetry ? trial.State is TrialState.Failed or TrialState.Infeasible : !trial.State.IsFinal();
}
