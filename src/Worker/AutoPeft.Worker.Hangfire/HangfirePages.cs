using System.Security.Claims;
using Hangfire;
using Hangfire.Common;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Http;

namespace AutoPeft.Worker.Hangfire;

/// <summary>The pages that Hangfire itself has for jobs and servers.</summary>
public static class HangfirePages
{
    /// <summary>Where they expect to be.</summary>
    public const string Path = "/hangfire";

    /// <summary>Where they ask for counts every two seconds, with a POST that changes nothing.</summary>
    public const string PolledPath = "/stats";

    /// <summary>What browsers may load for them: our own files, and the style attributes by which their charts have sizes.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>What answers requests below <see cref="Path"/>. Whoever comes here is let in; the host asks for keys.</summary>
    /// <param name="storage">Where jobs are.</param>
    /// <param name="mayChange">Whether somebody may delete and requeue jobs; others are shown no buttons, and refused.</param>
    public static RequestDelegate Create(JobStorage storage, Func<ClaimsPrincipal, bool> mayChange)
    {
        var options = new DashboardOptions
        {
            AppPath = "/",
            DashboardTitle = "AutoPEFT jobs",
            DisplayStorageConnectionString = false,
            DisplayNameFunc = static (_, job) => NameOf(job),
            Authorization = [],
            AsyncAuthorization = [],
            IsReadOnlyFunc = context => !mayChange(context.GetHttpContext().User),
        };

        return new AspNetCoreDashboardMiddleware(static _ => Task.CompletedTask, storage, options, DashboardRoutes.Routes, finalizeWhenNotFound: true).Invoke;
    }

    private static string NameOf(Job job) => job.Type == typeof(TrialJob) ? $"{job.Args[0]}, trial {job.Args[1]}" : job.ToString();
}
