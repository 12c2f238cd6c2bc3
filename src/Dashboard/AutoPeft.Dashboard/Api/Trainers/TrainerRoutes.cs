using AutoPeft.Dashboard.Audit;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>Where trainers ask and tell.</summary>
internal static class TrainerRoutes
{
    public static void MapTrainers(this RouteGroupBuilder api)
    {
        var trainers = api.MapGroup("/studies/{name}").WithTags("Trainers").RequireAuthorization(nameof(AccessRole.Operator));
        trainers.MapPost("/ask", TrainersApi.AskAsync).Produces<AskAnswerDocument>().WithSummary("A trial to carry out, under a lease; or why there is none");
        trainers.MapPost("/results", TrainersApi.TellOwnAsync).Produces<ToldTrialDocument>(StatusCodes.Status201Created)
            .WithSummary("Record what came out of a configuration that nobody asked for");
        var trial = trainers.MapGroup("/trials/{number:int}");
        trial.MapPost("/report", TrainersApi.ReportAsync).Produces<VerdictDocument>().WithMetadata(new RoutineWrite())
            .WithSummary("A sign of life with measurements, a checkpoint or a warning; the answer says whether to go on");
        trial.MapPost("/tell", TrainersApi.TellAsync).Produces<ToldTrialDocument>().WithSummary("Record how a trial ended");
        trial.MapPost("/release", TrainersApi.ReleaseAsync).Produces<ToldTrialDocument>().WithSummary("Give a trial back without a result");
    }
}
