using System.Security.Claims;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Model;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>Asking and telling: trials for trainers in any language, anywhere.</summary>
internal static class TrainersApi
{
    private const int Pause = 5;

    public static async Task<IResult> AskAsync(
        string name, AskDocument? asked, ClaimsPrincipal user, IStudyStore store, TrainerService trainers, CancellationToken cancellationToken)
    {
        var trainer = TrainerInput.Ask(asked, user.Identity!.Name!);
        if (!await store.ExistsAsync(name, cancellationToken))
        {
            return Missing(name);
        }

        var answer = await trainers.AskAsync(name, trainer, cancellationToken);
        return TypedResults.Ok(new AskAnswerDocument(
            answer.Claimed is null ? null : Document(answer, trainer.Lease), answer.IsDone, answer is { Claimed: null, IsDone: false } ? Pause : null, answer.Reason));
    }

    public static async Task<IResult> ReportAsync(
        string name, int number, ReportDocument said, IStudyStore store, TrainerService trainers, CancellationToken cancellationToken)
    {
        var report = TrainerInput.Report(said);
        if (LeaseTicket.Parse(said.Lease) is not { } ticket || !await store.ExistsAsync(name, cancellationToken))
        {
            return Unknown(name, number);
        }

        var answer = await trainers.SayAsync(name, desk => desk.ReportAsync(name, number, ticket, report, cancellationToken), cancellationToken);
        return answer.IsKnown ? TypedResults.Ok(new VerdictDocument(Word(answer.Verdict), answer.Reason)) : Unknown(name, number);
    }

    public static async Task<IResult> TellAsync(string name, int number, TellDocument told, IStudyStore store, TrainerService trainers)
    {
        var outcome = TrainerInput.Outcome(told);
        if (LeaseTicket.Parse(told.Lease) is not { } ticket || !await store.ExistsAsync(name, CancellationToken.None))
        {
            return Unknown(name, number);
        }

        var answer = await trainers.SayAsync(name, desk => desk.TellAsync(name, number, ticket, outcome, CancellationToken.None), CancellationToken.None);
        return Recorded(answer, name, number);
    }

    public static async Task<IResult> ReleaseAsync(string name, int number, ReleaseDocument given, IStudyStore store, TrainerService trainers)
    {
        var faults = new FaultCollector();
        var reason = TrainerInput.Text(given.Reason, "reason", faults) ?? "Its trainer gave it back.";
        faults.ThrowIfAny();
        if (LeaseTicket.Parse(given.Lease) is not { } ticket || !await store.ExistsAsync(name, CancellationToken.None))
        {
            return Unknown(name, number);
        }

        var answer = await trainers.SayAsync(name, desk => desk.ReleaseAsync(name, number, ticket, reason, CancellationToken.None), CancellationToken.None);
        return Recorded(answer, name, number);
    }

    public static async Task<IResult> TellOwnAsync(
        string name, OwnResultDocument told, ClaimsPrincipal user, IStudyStore store, TrainerService trainers)
    {
        var outcome = TrainerInput.Outcome(new(null, told.Result, told.Failed, told.Infeasible, told.Reason));
        var configuration = CommandsApi.Read(told.Configuration);
        if (!await store.ExistsAsync(name, CancellationToken.None))
        {
            return Missing(name);
        }

        var trial = await trainers.TellOwnAsync(
            name, waiting => waiting.TellAsync(name, configuration, (outcome, user.Identity!.Name!), CancellationToken.None), CancellationToken.None);
        return TypedResults.Created($"/{Links.Api(name)}/trials/{trial.Number}", ToldTrialDocument.Of(trial));
    }

    private static GivenTrialDocument Document(AskAnswer answer, TimeSpan duration)
    {
        var (lease, trial) = answer.Claimed!;
        var study = answer.Study!;
        var assignment = study.Bound is { } bound ? JsonNode.Parse(AssignmentJson.Write(bound.AssignmentOf(trial, string.Empty))) : null;

        return new(
            trial.Number,
            lease.Attempt,
            trial.Seed,
            JsonNode.Parse(trial.Configuration.ToJson()),
            study.Asked,
            new LeaseTicket(lease.Token, duration).ToString(),
            lease.Expires,
            assignment,
            FidelityDocument.Of(ToldFidelity.Of(study.Plan.Control.Pruner, trial)));
    }

    private static IResult Recorded(TrainerAnswer answer, string name, int number) =>
        !answer.IsKnown ? Unknown(name, number)
        : answer.Verdict == ReportVerdict.Continue ? TypedResults.Ok(ToldTrialDocument.Of(answer.Trial!))
        : TypedResults.Problem(answer.Reason, statusCode: StatusCodes.Status409Conflict);

    private static string Word(ReportVerdict verdict) => verdict switch
    {
        ReportVerdict.Continue => "continue",
        ReportVerdict.Prune => "prune",
        _ => "cancel",
    };

    private static ProblemHttpResult Missing(string name) => Problems.NotFound($"There is no study '{name}'.");

    private static ProblemHttpResult Unknown(string name, int number) => Problems.NotFound($"Such a lease was never given for a trial {number} of a study '{name}'.");
}
