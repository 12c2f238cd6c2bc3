using System.Security.Claims;
using System.Text.Encodings.Web;
using AutoPeft.Dashboard.Security.Requests;
using AutoPeft.Trials.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Says who sends a request: the holder of a key or of a session; without login, the person at this machine.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessChecks checks, DashboardOptions settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "key";

    private string Address => ClientAddress.Of(Context);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!settings.RequiresLogin)
        {
            return Ticket(new("local", "this machine", AccessRole.Admin));
        }

        if (GivenKey() is { } text)
        {
            return checks.Check(text, Address) is { } key ? Ticket(Holder.Of(key)) : AuthenticateResult.Fail("The key is not valid.");
        }

        return await checks.HolderOfSessionAsync(Request, Context.RequestAborted) is { } holder ? Ticket(holder) : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wait = GivenKey() is null ? TimeSpan.Zero : checks.WaitOfKeys(Address);
        if (wait > TimeSpan.Zero)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
        else if (HttpMethods.IsGet(Request.Method) && !Request.Path.StartsWithSegments("/api") && !Request.Path.StartsWithSegments("/openapi"))
        {
            Response.Redirect($"/login?return={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        }
        else
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    private string? GivenKey()
    {
        const string Bearer = "Bearer ";
        var authorization = Request.Headers.Authorization.ToString();

        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim()
            : Request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key ? key : null;
    }

    private static AuthenticateResult Ticket(Holder holder)
    {
        var roles = Enum.GetValues<AccessRole>().Where(each => each <= holder.Role).Select(each => new Claim(ClaimTypes.Role, each.ToString()));
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, holder.Id), new(ClaimTypes.Name, holder.Name), .. roles], Name);

        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Name));
    }
}
