using System.Collections.Immutable;
using System.Security.Claims;
using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Api;

/// <summary>What waits, what is held, and what is done to many trials.</summary>
internal static class QueueApi
{
    private const int LargestPage = 50;

    /// <summary>The queue of every study, page by page.</summary>
    public static async Task<PageDocument<QueueDocument>> ListAsync(
        IStudyStore store, StudyViews views, CancellationToken cancellationToken, string after = "", int size = 20)
    {
        var studies = (await store.ListStudiesAsync(cancellationToken)).Where(study => study.Fault is null).ToArray();
        var page = Cursor.Page(studies, study => study.Name, after, Math.Min(size, LargestPage));
        var rows = ImmutableArray.CreateBuilder<QueueDocument>();
        foreach (var study in page.Items)
        {
            if (await views.FindAsync(study.Name, cancellationToken) is { } view)
            {
                rows.Add(Document(view));
            }
        }

        return new(rows.ToImmutable(), page.Matching, page.Next);
    }

    /// <summary>Tries failed and infeasible trials again, or calls off trials without a result.</summary>
    public static async Task<IResult> ApplyAsync(string name, BatchDocument batch, ClaimsPrincipal user, StudyViews views, SweepCommands commands)
    {
        if (batch.Command is not ("retry" or "cancel"))
        {
            throw new InvalidInputException(new FaultPlace("command"), $"There is no command '{batch.Command}'.", "Use retry or cancel.");
        }

        if (await views.FindAsync(name, CancellationToken.None) is not { } view)
        {
            return Problems.NotFound($"There is no study '{name}'.");
        }

        var isRetry = batch.Command == "retry";
        var trials = BatchActions.Chosen(view, batch.Filter ?? string.Empty, isRetry);
        await commands.ForAllAsync(name, trials, isRetry, user.Identity!.Name!);
        return TypedResults.Ok(new BatchAnswerDocument([.. trials]));
    }

    private static QueueDocument Document(StudyView view) => new(
        view.Study.Header.Name,
        view.Study.Status.ToString(),
        Enum.GetValues<TrialState>().ToImmutableSortedDictionary(state => state.ToString(), view.Study.Count, StringComparer.Ordinal),
        [
            .. view.Study.Trials.Where(trial => trial.State.IsHeld() && !trial.Attempts.IsEmpty).Select(trial => new HeldTrialDocument(
                trial.Number, trial.State.ToString(), trial.Attempts[^1].Worker, trial.Attempts[^1].Number, trial.Attempts[^1].Leased)),
        ]);
}
