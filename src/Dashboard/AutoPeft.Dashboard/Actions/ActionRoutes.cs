using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What the pages' forms post to. Every one of them is refused without the token that came with the page.</summary>
internal static class ActionRoutes
{
    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        var actions = routes.MapGroup("/actions/sweeps/{name}").ExcludeFromDescription()
            .RequireAuthorization(nameof(AccessRole.Operator)).AddEndpointFilter<ActionFaults>();
        actions.MapPost("/trials/{number:int}/annotation", AnnotationActions.SaveAsync);
        actions.MapPost("/trials/{number:int}/cancel", ControlActions.CancelAsync);
        actions.MapPost("/trials/{number:int}/retry", ControlActions.RetryAsync);
        actions.MapPost("/trials", ControlActions.EnqueueAsync);
        actions.MapPost("/batch", BatchActions.ApplyAsync);
        actions.MapPost("/control", ControlActions.ApplyAsync);
        routes.MapPost("/actions/password", UserActions.ChangeOwnAsync).ExcludeFromDescription().AddEndpointFilter<ActionFaults>();
        routes.MapPost("/actions/workers/{name}/drain", ControlActions.DrainAsync).ExcludeFromDescription()
            .RequireAuthorization(nameof(AccessRole.Operator)).AddEndpointFilter<ActionFaults>();
        var admin = routes.MapGroup("/actions").ExcludeFromDescription()
            .RequireAuthorization(nameof(AccessRole.Admin)).AddEndpointFilter<ActionFaults>();
        admin.MapPost("/users", UserActions.AddAsync);
        admin.MapPost("/users/{name}/change", UserActions.ChangeAsync);
        admin.MapPost("/keys", KeyActions.IssueAsync);
        admin.MapPost("/keys/{id}/withdraw", AdminActions.WithdrawKeyAsync);
        admin.MapPost("/webhooks", AdminActions.AddHook);
        admin.MapPost("/webhooks/{id}/remove", AdminActions.RemoveHook);
    }
}
