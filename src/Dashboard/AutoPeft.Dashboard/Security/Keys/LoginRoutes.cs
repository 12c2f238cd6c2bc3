using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Begins and ends the sessions of browsers.</summary>
internal static class LoginRoutes
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/actions/login", Login).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/actions/logout", Logout).AllowAnonymous().ExcludeFromDescription();
    }

    private static RedirectHttpResult Login([FromForm] LoginForm form, HttpContext context, KeyChecks checks, Sessions sessions)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (checks.Check(form.Key ?? string.Empty, address) is not { } key)
        {
            var wait = Math.Ceiling(checks.Guard.WaitOf(address).TotalSeconds);
            return TypedResults.LocalRedirect(wait > 0 ? $"/login?wait={wait}" : "/login?wrong=1");
        }

        sessions.Begin(context, key);
        return TypedResults.LocalRedirect(IsLocal(form.Return) ? form.Return! : "/");
    }

    private static RedirectHttpResult Logout([FromForm] LoginForm form, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(form); // Bound, so that the page's token is asked for.
        Sessions.End(context);
        return TypedResults.LocalRedirect("/login");
    }

    // "//host" and "/\host" leave this site.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\') && !address.Any(char.IsControl);
}
