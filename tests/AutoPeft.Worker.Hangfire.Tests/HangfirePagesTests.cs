#if HANGFIRE
using System.Net;
using System.Text.RegularExpressions;
using AutoPeft.BrowserKit;
using AutoPeft.Dashboard;
using AutoPeft.Dashboard.Guests;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Tests.Browsing;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AutoPeft.Worker.Hangfire.Tests;

/// <summary>Hangfire's own pages behind our keys, in a real browser.</summary>
public sealed class HangfirePagesTests(PostgresServer server, SharedBrowser browser) : IDisposable
{
    // As Hangfire's own script sends it, with the token of the page.
    private const string Post = """
        ([path, body]) => fetch(path, {
            method: 'POST', body,
            headers: {
                'Content-Type': 'application/x-www-form-urlencoded',
                [document.querySelector('meta[name=csrf-header]').content]: document.querySelector('meta[name=csrf-token]').content,
            },
        }).then(answer => answer.status)
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AccessRole.Viewer, false)]
    [InlineData(AccessRole.Operator, true)]
    public async Task A_browser_shows_every_page_without_complaint_and_only_operators_can_delete_a_job(AccessRole role, bool mayDelete)
    {
        var address = await server.CreateAddressAsync();
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        var storage = await AnnounceAsync(store, address);
        var key = (await new KeyRing(_folder.Path, TimeProvider.System).IssueAsync("somebody", role, Token)).Text;
        await using var dashboard = await StartAsync(store, storage);
        var root = new Uri(dashboard.Urls.First());
        await using var tab = await LogInAsync(root, key);
        var page = tab.Page;

        foreach (var path in new[] { "/hangfire", "/hangfire/servers", "/hangfire/jobs/succeeded", "/hangfire/jobs/details/1" })
        {
            await page.GotoAsync(path);
            await Expect(page).ToHaveTitleAsync(new Regex("AutoPEFT jobs"));
        }

        await Expect(page.Locator("h1")).ToHaveTextAsync("sample, trial 0");
        Assert.Equal(mayDelete, await page.Locator("[data-ajax]").CountAsync() > 0);
        Assert.Equal(mayDelete ? 204 : 403, await page.EvaluateAsync<int>(Post, new[] { "/hangfire/jobs/enqueued/delete", "jobs[]=1" }));
        Assert.Equal(200, await page.EvaluateAsync<int>(Post, new[] { "/hangfire/stats", "metrics[]=succeeded:count" }));
        Assert.Equal(mayDelete ? 1 : 0, storage.GetMonitoringApi().DeletedListCount());
        Assert.DoesNotContain(tab.Complaints, complaint => !complaint.Contains("403", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_without_a_key_sees_them_and_a_key_alone_changes_nothing_without_the_token_of_a_page()
    {
        var address = await server.CreateAddressAsync();
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        var storage = await AnnounceAsync(store, address);
        var key = (await new KeyRing(_folder.Path, TimeProvider.System).IssueAsync("operator", AccessRole.Operator, Token)).Text;
        await using var dashboard = await StartAsync(store, storage);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(dashboard.Urls.First()) };

        using var unknown = await client.GetAsync("hangfire", Token);
        using var form = new FormUrlEncodedContent([new("jobs[]", "1")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "hangfire/jobs/enqueued/delete") { Content = form };
        request.Headers.Authorization = new("Bearer", key);
        using var forged = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Redirect, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal(0, storage.GetMonitoringApi().DeletedListCount());
    }

    private static async Task<JobStorage> AnnounceAsync(PostgresTrialStore store, string address)
    {
        await store.CreateStudyAsync(SampleStudies.Header(), Token);
        await store.EnqueueAsync("sample", SampleStudies.Proposals(1), Token);
        var storage = HangfireStorage.Open(address, TimeSpan.FromSeconds(30));
        await new HangfireTrialQueue(store, storage, TimeProvider.System).AnnounceAsync("sample", [0], Token);
        await Eventually.IsTrueAsync(() => storage.GetMonitoringApi().EnqueuedCount(HangfireStorage.CommonQueue) == 1, "The job", Token);

        return storage;
    }

    private async Task<WebApplication> StartAsync(PostgresTrialStore store, JobStorage storage)
    {
        var guest = new GuestPages(HangfirePages.Path, "Jobs", HangfirePages.Create(storage, static user => user.IsInRole(nameof(AccessRole.Operator))))
        {
            PolledPath = HangfirePages.PolledPath,
            ContentPolicy = HangfirePages.ContentPolicy,
        };
        var dashboard = await DashboardHost.BuildAsync(
            new(Port: 0) { Folder = _folder.Path, AsksAtLoopback = true }, store, new() { Guests = [guest] }, Token);
        await dashboard.StartAsync(Token);

        return dashboard;
    }

    private async Task<BrowserTab> LogInAsync(Uri root, string key)
    {
        var tab = await browser.OpenAsync(new(root, "login"));
        var form = tab.Page.GetByRole(AriaRole.Form, new() { Name = "Key" });
        await form.GetByLabel("Key").FillAsync(key);
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(tab.Page).ToHaveURLAsync(root.AbsoluteUri);

        return tab;
    }
}
#endif
