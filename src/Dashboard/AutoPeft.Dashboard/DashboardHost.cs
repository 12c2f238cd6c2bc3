using System.Text.Json.Serialization;
using AutoPeft.Dashboard.Actions;
using AutoPeft.Dashboard.Annotations;
using AutoPeft.Dashboard.Api;
using AutoPeft.Dashboard.Api.Trainers;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Components;
using AutoPeft.Dashboard.Guests;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Drafts;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Dashboard.Notifications;
using AutoPeft.Dashboard.Security;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Requests;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Dashboard.Streams;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace AutoPeft.Dashboard;

/// <summary>Puts the pages, the API and the event streams together.</summary>
public static class DashboardHost
{
    /// <summary>A web application over a store; the caller starts, stops and disposes it, and keeps the store.</summary>
    /// <param name="options">Where it listens.</param>
    /// <param name="store">Where studies are kept.</param>
    /// <param name="services">What else the host offers; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait for the users.</param>
    /// <exception cref="InvalidInputException">The address cannot be used, or others can reach it and there is neither key nor user.</exception>
    public static async Task<WebApplication> BuildAsync(
        DashboardOptions options, ITrialStore store, DashboardServices? services = null, CancellationToken cancellationToken = default)
    {
        var ring = new KeyRing(options.Folder, options.Time);
        var users = new UserAccounts(services?.Users ?? new FileUserStore(options.Folder, options.Time), options.Time);
        var address = ListeningAddress.Of(
            options, hasDoorKeepers: !ring.Keys.IsEmpty || (await users.ListAsync(cancellationToken)).Any(user => !user.IsDisabled));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "AutoPeft.Dashboard" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = RequestLimits.LargestBody;
            server.Listen(address, options.Port, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Services.AddSingleton(ring).AddSingleton(users);
        AddServices(builder.Services, options, store, services ?? new());

        var app = builder.Build();
        Use(app, options);
        return app;
    }

    private static void AddServices(IServiceCollection to, DashboardOptions options, ITrialStore store, DashboardServices services)
    {
        to.AddSingleton(options).AddSingleton(options.Time).AddSingleton<IStudyStore>(store).AddSingleton(store).AddSingleton(services);
        to.AddSingleton(new AnnotationBook(options.Folder)).AddSingleton(new AuditLog(options.Folder)).AddSingleton<StudyViews>().AddSingleton<StudyPlans>().AddSingleton<FrontOddsDesk>();
        to.AddSingleton<GuessGuard>().AddSingleton<Sessions>().AddSingleton<AccessChecks>().AddSingleton<UserChanges>().AddSingleton<IssuedKeys>();
        to.AddSingleton<StudyWriters>().AddSingleton(new AskedStudies(services.Models)).AddSingleton<TrainerService>().AddHostedService<LeaseWatch>();
        to.AddSingleton<SweepCommands>().AddSingleton<TimeEstimator>().AddSingleton<StudyChecker>().AddSingleton<RepeatedWrites>();
        to.AddSingleton(new WebhookBook(options.Folder)).AddSingleton(new NoticeOutbox(options.Folder)).AddSingleton<WebhookSender>().AddHostedService<Notifier>();
        to.AddSingleton(_ => new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) });
        to.AddRazorComponents();
        to.AddCascadingAuthenticationState();
        to.AddAntiforgery(forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        to.AddDataProtection().UseEphemeralDataProtectionProvider(); // Nothing outlives the process.
        to.AddAuthentication(KeyAuthentication.Name).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        to.AddAuthorization(policies =>
        {
            foreach (var role in Enum.GetNames<AccessRole>())
            {
                policies.AddPolicy(role, policy => policy.RequireRole(role));
            }

            policies.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole(nameof(AccessRole.Viewer)).Build();
        });
        to.AddRequestLimits(options);
        to.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        to.AddProblemDetails();
        to.AddOpenApi("v1", ApiDescription.Write);
    }

    private static void Use(WebApplication app, DashboardOptions options)
    {
        if (TrustedProxies.Of(options) is { } forwarded)
        {
            app.UseForwardedHeaders(forwarded);
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ApiProblems>();
        app.UseMiddleware<KnownHostsOnly>();
        app.UseMiddleware<SmallBodiesOnly>();
        app.UseMiddleware<SameSiteOnly>();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new EmbeddedAssets(typeof(DashboardHost).Assembly) });
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseMiddleware<PagesOnly>();
        app.UseAuthentication();
        app.UseMiddleware<AuditTrail>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<RepeatedBodies>();
        app.UseMiddleware<LiveParts>();
        app.UseMiddleware<PatientPages>();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapLogin();
        app.MapApi();
        app.MapActions();
        app.MapGuests(app.Services.GetRequiredService<DashboardServices>().Guests);
        app.MapRazorComponents<App>();
    }
}
