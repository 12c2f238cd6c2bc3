using System.Net;

namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Refuses requests that name another host, so that a web page elsewhere cannot read us by rebinding its own name to this machine.</summary>
internal sealed class LocalRequestsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        if (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
