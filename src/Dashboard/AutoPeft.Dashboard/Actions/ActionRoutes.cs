namespace AutoPeft.Dashboard.Actions;

/// <summary>What the pages' forms post to. Every one of them is refused without the token that came with the page.</summary>
internal static class ActionRoutes
{
    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        var actions = routes.MapGroup("/actions/sweeps/{name}");
        actions.MapPost("/trials/{number:int}/annotation", AnnotationActions.SaveAsync);
    }
}
