using System.Net;
using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Api;
using AutoPeft.Dashboard.Components;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Security;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.DataProtection;

namespace AutoPeft.Dashboard;

/// <summary>Puts the pages, the API and the event streams together.</summary>
public static class DashboardHost
{
    /// <summary>A web application over a store; the caller starts, stops and disposes it, and keeps the store.</summary>
    /// <exception cref="InvalidInputException">The address is not a loopback address: there is no login to protect it.</exception>
    public static WebApplication Build(DashboardOptions options, ITrialStore store)
    {
        var address = Loopback(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "AutoPeft.Dashboard" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(server => server.Listen(address, options.Port));
        builder.Services.AddSingleton<IStudyStore>(store);
        builder.Services.AddSingleton(new AnnotationBook(options.Folder));
        builder.Services.AddSingleton<StudyViews>();
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddRazorComponents();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider(); // Nothing outlives the process.

        var app = builder.Build();
        app.UseMiddleware<LocalRequestsOnly>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseMiddleware<PagesOnly>();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new EmbeddedAssets(typeof(DashboardHost).Assembly) });
        app.UseAntiforgery();
        app.MapStudiesApi();
        app.MapActions();
        app.MapRazorComponents<App>();
        return app;
    }

    private static IPAddress Loopback(DashboardOptions options) =>
        IPAddress.TryParse(options.Address, out var address) && IPAddress.IsLoopback(address)
            ? address
            : throw new InvalidInputException(
                new FaultPlace("--address"),
                $"'{options.Address}' is not a loopback address, and the dashboard has no login yet.",
                "Use 127.0.0.1 and reach it from elsewhere through an SSH tunnel.");
}
