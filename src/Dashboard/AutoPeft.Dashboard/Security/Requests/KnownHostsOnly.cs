using System.Net;

namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Refuses requests that name a host which is not ours, so that a web page elsewhere cannot read us by rebinding its own name to this machine.</summary>
/// <remarks>Where nobody logs in, it also refuses what came through a proxy: everybody whom the proxy lets through would be an admin.</remarks>
internal sealed class KnownHostsOnly(RequestDelegate next, DashboardOptions options)
{
    /// <summary>What to do about it, for whoever runs the dashboard.</summary>
    public const string Explanation = "This host name does not lead here, or the request came through a proxy to a dashboard that asks nobody to log in. "
        + "Start it with --allowed-host NAME for each name that it is reached by, and --trusted-proxy ADDRESS for a proxy before it.";

    private static readonly string[] OfProxies = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (IsKnown(request.Host.Host) && (options.RequiresLogin || !OfProxies.Any(request.Headers.ContainsKey)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return request.Path.StartsWithSegments("/api") ? Task.CompletedTask : context.Response.WriteAsync(Explanation, context.RequestAborted);
    }

    private bool IsKnown(string host)
    {
        if (options.AllowedHosts.IsEmpty)
        {
            return options.RequiresLogin || IsLocal(host);
        }

        return options.AllowedHosts.Any(allowed => allowed.StartsWith("*.", StringComparison.Ordinal)
                ? host.Length >= allowed.Length && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
                : host.Equals(allowed, StringComparison.OrdinalIgnoreCase))
            || (options.IsLoopback && IsLocal(host));
    }

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
