using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Security.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Begins and ends the sessions of browsers.</summary>
internal static class LoginRoutes
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/actions/login", LoginAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/actions/logout", Logout).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<RedirectHttpResult> LoginAsync([FromForm] LoginForm form, HttpContext context, AccessChecks checks, Sessions sessions)
    {
        if (await OwnerOfAsync(form, context, checks) is not { } owner)
        {
            var wait = Math.Ceiling(WaitOf(form, context, checks).TotalSeconds);
            var target = IsLocal(form.Return) ? form.Return : null;
            return TypedResults.LocalRedirect("/" + (wait > 0
                ? Links.With("login", ("wait", wait.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("return", target))
                : Links.With("login", ("wrong", "1"), ("return", target))));
        }

        sessions.Begin(context, owner);
        return TypedResults.LocalRedirect(IsLocal(form.Return) ? form.Return! : "/");
    }

    private static async Task<SessionOwner?> OwnerOfAsync(LoginForm form, HttpContext context, AccessChecks checks)
    {
        var address = ClientAddress.Of(context);
        if (string.IsNullOrEmpty(form.Name))
        {
            return checks.Check(form.Key ?? string.Empty, address) is { } key ? SessionOwner.Of(key) : null;
        }

        return await checks.CheckAsync(form.Name, form.Password ?? string.Empty, address, context.RequestAborted) is { } user ? SessionOwner.Of(user) : null;
    }

    private static TimeSpan WaitOf(LoginForm form, HttpContext context, AccessChecks checks) => string.IsNullOrEmpty(form.Name)
        ? checks.WaitOfKeys(ClientAddress.Of(context))
        : checks.WaitOfPassword(form.Name, ClientAddress.Of(context));

    private static RedirectHttpResult Logout([FromForm(Name = "return")] string? target, HttpContext context, Sessions sessions)
    {
        sessions.End(context);
        return TypedResults.LocalRedirect("/" + Links.With("login", ("return", IsLocal(target) ? target : null)));
    }

    // "//host" and "/\host" leave this site.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\') && !address.Any(char.IsControl);
}
