using System.Text.RegularExpressions;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AutoPeft.Dashboard.Tests;

/// <summary>A dashboard over a folder with one study: trial 0 completed, trial 1 infeasible with a hostile reason, trial 2 waiting.</summary>
internal sealed partial class RunningDashboard : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly WebApplication _host;

    private RunningDashboard(DirectoryInfo folder, JournalTrialStore store, WebApplication host, KeyRing keys)
    {
        (_folder, Store, _host, Keys) = (folder, store, host, keys);
        Client = NewClient();
    }

    public JournalTrialStore Store { get; }

    public KeyRing Keys { get; }

    public UserAccounts Users => _host.Services.GetRequiredService<UserAccounts>();

    /// <summary>Keeps cookies and follows no redirects.</summary>
    public HttpClient Client { get; }

    /// <summary>Every address that it answers at.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => _host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public Uri Address => Client.BaseAddress!;

    public string Folder => Path.Combine(_folder.FullName, ".dashboard");

    public static Task<RunningDashboard> StartAsync(
        Func<DashboardOptions, DashboardOptions>? change = null, DashboardServices? services = null, CancellationToken cancellationToken = default) =>
        StartAsync(change, services, store => store, cancellationToken);

    /// <summary>The same over a store whose studies cannot be read yet.</summary>
    public static Task<RunningDashboard> StartAsync(HeldReads held, CancellationToken cancellationToken) => StartAsync(null, null, held.Over, cancellationToken);

    private static async Task<RunningDashboard> StartAsync(
        Func<DashboardOptions, DashboardOptions>? change, DashboardServices? services, Func<ITrialStore, ITrialStore> over, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("autopeft-");
        var options = new DashboardOptions(Port: 0) { Folder = Path.Combine(folder.FullName, ".dashboard"), RequestBurst = 100_000 };
        options = change?.Invoke(options) ?? options;
        var keys = new KeyRing(options.Folder, options.Time);
        if (options.RequiresLogin)
        {
            await keys.IssueAsync("first", AccessRole.Admin, cancellationToken);
        }

        var store = new JournalTrialStore(folder.FullName, TimeProvider.System);
        await FillAsync(store, cancellationToken);
        var host = await DashboardHost.BuildAsync(options, over(store), services, cancellationToken);
        await host.StartAsync(cancellationToken);
        return new(folder, store, host, keys);
    }

    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(_host.Urls.First()) };

    /// <summary>The antiforgery token of a page.</summary>
    public async Task<string> TokenOfAsync(string address, CancellationToken cancellationToken) =>
        Field().Match(await Client.GetStringAsync(address, cancellationToken)).Groups[1].Value;

    /// <summary>Sends the form of the login page.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string target, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", await TokenOfAsync("/login", cancellationToken)),
            KeyValuePair.Create("name", name), KeyValuePair.Create("password", password), KeyValuePair.Create("return", target),
        ]);

        return await Client.PostAsync("/actions/login", form, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // As real results do, it holds every objective among its metrics.
    private static TrialResult Completed => SampleStudies.Completed(0.75) with
    {
        Metrics = TrialOutcome.Completed(
            [KeyValuePair.Create("accuracy", 0.75), KeyValuePair.Create("trainable_parameters", 1000.0), KeyValuePair.Create("loss", double.NaN)]).Metrics,
    };

    private static async Task FillAsync(JournalTrialStore store, CancellationToken cancellationToken)
    {
        await store.CreateStudyAsync(SampleStudies.Header(), cancellationToken);
        await store.EnqueueAsync("sample", SampleStudies.Proposals(1, 2, 3), cancellationToken);
        foreach (var result in new[] { Completed, new(TrialState.Infeasible, "Out of memory <script>alert(1)</script>") })
        {
            var claim = await store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(1)), cancellationToken);
            await store.StartAsync(claim!.Lease, cancellationToken);
            await store.FinishAsync(claim.Lease, result, cancellationToken);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Field();
}
