using AutoPeft.Dashboard.Audit;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Guests;

/// <summary>Puts the pages of guests behind our roles: viewers look, operators change, and changes are written down.</summary>
internal static class GuestRoutes
{
    private static readonly string[] Looks = [HttpMethods.Get, HttpMethods.Head];

    public static void MapGuests(this IEndpointRouteBuilder routes, IReadOnlyList<GuestPages> guests)
    {
        foreach (var guest in guests)
        {
            var all = $"{guest.Path}/{{**rest}}";
            RequestDelegate answer = context => AnswerAsync(guest, context);
            routes.MapMethods(all, Looks, answer).RequireAuthorization(nameof(AccessRole.Viewer));
            routes.MapPost(all, answer).RequireAuthorization(nameof(AccessRole.Operator));
            if (guest.PolledPath is { } polled)
            {
                routes.MapPost(guest.Path + polled, answer).RequireAuthorization(nameof(AccessRole.Viewer)).WithMetadata(new RoutineWrite());
            }
        }
    }

    private static async Task AnswerAsync(GuestPages guest, HttpContext context)
    {
        var (request, asked) = (context.Request, (context.Request.PathBase, context.Request.Path));
        if (guest.ContentPolicy is { } policy)
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
        }

        _ = request.Path.StartsWithSegments(guest.Path, out var rest);
        request.PathBase = request.PathBase.Add(guest.Path);
        request.Path = rest.HasValue ? rest : "/";
        try
        {
            await guest.Answer(context);
        }
        finally
        {
            (request.PathBase, request.Path) = asked; // Error pages and the audit log are ours.
        }
    }
}
