using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>A question about what a study shows.</summary>
/// <param name="Name">The study.</param>
/// <param name="Views">The studies.</param>
/// <param name="Plans">Their spaces.</param>
/// <param name="Cancellation">Ends the work.</param>
internal sealed record InsightRequest(string Name, [FromServices] StudyViews Views, [FromServices] StudyPlans Plans, CancellationToken Cancellation)
{
    /// <summary>The number of an objective; the first without a name.</summary>
    /// <exception cref="InvalidInputException">There is none of this name.</exception>
    public static int NumberOf(StudyView view, string? objective)
    {
        string[] names = [.. view.Study.Header.Objectives.Select(each => each.Name)];
        var number = objective is null ? 0 : Array.IndexOf(names, objective);
        return number >= 0 ? number : throw new InvalidInputException(
            new FaultPlace("objective"), $"There is no objective '{objective}'.", Spelling.Remedy(objective!, names));
    }

    /// <summary>The study; null when there is none.</summary>
    public Task<StudyView?> FindAsync() => Views.FindAsync(Name, Cancellation);

    /// <summary>That there is none.</summary>
    public ProblemHttpResult Missing() => Problems.NotFound($"There is no study '{Name}'.");

    /// <summary>Answers from the study.</summary>
    public async Task<IResult> WithAsync(Func<StudyView, IResult> answer) => await FindAsync() is { } view ? answer(view) : Missing();

    /// <summary>Answers from the study and its space, on a thread of its own.</summary>
    public async Task<IResult> WithPlanAsync(Func<StudyView, StudyPlan, IResult> answer)
    {
        if (await FindAsync() is not { } view)
        {
            return Missing();
        }

        var (plan, whyNone) = await Task.Run(() => Plans.Of(view.Study), Cancellation);
        return plan is null
            ? TypedResults.Problem($"The search space cannot be read here: {whyNone}", statusCode: StatusCodes.Status409Conflict)
            : await Task.Run(() => answer(view, plan), Cancellation);
    }
}
