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
        await commands.ForAllAsync(name, Chosen(view, form.Filter ?? string.Empty, isRetry), isRetry, user.Identity!.Name!);
        return TypedResults.LocalRedirect($"/{Links.With(Links.Study(name, "trials"), ("filter", form.Filter))}");
    }

    /// <summary>The trials that a filter lets through and to which it can be done.</summary>
    /// <exception cref="InvalidInputException">The filter cannot be used.</exception>
    public static int[] Chosen(StudyView view, string filter, bool isRetry)
    {
        var matching = TrialFilter.Parse(filter, view.Fields);
        return [.. view.Study.Trials.Where(trial => matching(trial) && MayBe(trial, isRetry)).Select(trial => trial.Number)];
    }

    /// <summary>Whether a trial can be tried again, or called off.</summary>
    public static bool MayBe(Trial trial, bool isRetry) => isRetry ? trial.State is TrialState.Failed or TrialState.Infeasible : !trial.State.IsFinal();
}
