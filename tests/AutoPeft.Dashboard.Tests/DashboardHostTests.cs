using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Microsoft.AspNetCore.Builder;

namespace AutoPeft.Dashboard.Tests;

public sealed partial class DashboardHostTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("autopeft-");
    private readonly HttpClient _client = new();
    private JournalTrialStore _store = null!;
    private WebApplication _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = new(_folder.FullName, TimeProvider.System);
        await _store.CreateStudyAsync(SampleStudies.Header(), Token);
        await _store.EnqueueAsync("sample", SampleStudies.Proposals(1, 2, 3), Token);
        await FinishAsync(SampleStudies.Completed(0.75));
        await FinishAsync(new(TrialState.Infeasible, "Out of memory <script>alert(1)</script>"));
        _host = await DashboardHost.BuildAsync(new(Port: 0), _store, cancellationToken: Token);
        await _host.StartAsync(Token);
        _client.BaseAddress = new(_host.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_first_page_lists_every_sweep_with_its_counts()
    {
        var page = await _client.GetStringAsync("/", Token);

        Assert.Contains("href=\"sweeps/sample\"", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\" data-label=\"done\">2</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_shows_its_front_and_its_trials()
    {
        var page = await _client.GetStringAsync("/sweeps/sample", Token);

        Assert.Contains("<circle class=\"front\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"sweeps/sample/trials/0\"", page, StringComparison.Ordinal);
        Assert.Contains("data-events=\"api/v1/studies/sample/events\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sweeps/sample/trials", "3 of 3 trials")]
    [InlineData("/sweeps/sample/trials?filter=state:completed", "1 of 3 trials")]
    [InlineData("/sweeps/sample/trials?filter=%3Cscript%3E%3E1", "&#x27;&lt;&#x27; is not expected here")]
    [InlineData("/sweeps/sample/trials?sort=nothing", "There is no field &#x27;nothing&#x27;")]
    [InlineData("/sweeps/sample/compare?trial=0&trial=1", "What differs comes first")]
    [InlineData("/sweeps/sample/placement", "No completed trial has a module yet")]
    [InlineData("/sweeps/sample/trials/0", "loss")]
    [InlineData("/?search=sam", "sweeps/sample")]
    [InlineData("/sweeps/sample/analysis", "At least three completed trials")]
    [InlineData("/sweeps/sample/recipes?limits=acuracy%3E1", "role=\"alert\"")]
    [InlineData("/sweeps/sample/events", "Study created")]
    [InlineData("/sweeps/sample/events?before=2", "Study created")]
    [InlineData("/compare", "Choose two or more sweeps")]
    [InlineData("/compare?sweep=sample&sweep=none", "There is no sweep &#x27;none&#x27;")]
    [InlineData("/new", "Not checked yet")]
    [InlineData("/workers", "Trials by state")]
    [InlineData("/settings", "Audit log")]
    [InlineData("/api/v1/studies/sample/trials.csv?columns=accuracy", "0,0.75")]
    public async Task Every_page_says_what_it_is_for(string address, string text) =>
        Assert.Contains(text, await _client.GetStringAsync(address, Token), StringComparison.Ordinal);

    [Fact]
    public async Task A_form_that_did_not_come_from_our_page_is_refused()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("note", "x"), KeyValuePair.Create("version", "0")]);

        var response = await _client.PostAsync("/actions/sweeps/sample/trials/0/annotation", form, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task All_trials_that_match_a_filter_are_called_off_or_tried_again_when_it_is_confirmed()
    {
        await PostBatchAsync("cancel", "state:queued", confirm: null);
        Assert.Equal(TrialState.Queued, (await _store.ReadStudyAsync("sample", Token)).Trials[2].State);

        await PostBatchAsync("cancel", "state:queued", "yes");
        Assert.Equal(TrialState.Cancelled, (await _store.ReadStudyAsync("sample", Token)).Trials[2].State);
        await PostBatchAsync("retry", string.Empty, "yes");

        var trials = (await _store.ReadStudyAsync("sample", Token)).Trials;
        Assert.Equal([TrialState.Completed, TrialState.Queued, TrialState.Cancelled], trials.Select(trial => trial.State));
    }

    private async Task PostBatchAsync(string command, string filter, string? confirm)
    {
        var token = AntiforgeryField().Match(await _client.GetStringAsync("/sweeps/sample/trials/0", Token)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("command", command), KeyValuePair.Create("filter", filter), KeyValuePair.Create("confirm", confirm ?? string.Empty),
            KeyValuePair.Create("__RequestVerificationToken", token),
        ]);
        await _client.PostAsync("/actions/sweeps/sample/batch", form, Token);
    }

    [Fact]
    public async Task A_note_that_is_saved_is_shown()
    {
        var page = await _client.GetStringAsync("/sweeps/sample/trials/0", Token);
        var token = AntiforgeryField().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("note", "<b>bold</b>"), KeyValuePair.Create("tags", "keep"), KeyValuePair.Create("version", "0"),
            KeyValuePair.Create("__RequestVerificationToken", token),
        ]);

        var shown = await (await _client.PostAsync("/actions/sweeps/sample/trials/0/annotation", form, Token)).Content.ReadAsStringAsync(Token);

        Assert.Contains("&lt;b&gt;bold&lt;/b&gt;", shown, StringComparison.Ordinal);
        Assert.Contains(">keep</a>", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_workers_is_shown_and_never_run()
    {
        var page = await _client.GetStringAsync("/sweeps/sample/trials/1", Token);

        Assert.Contains("Out of memory &lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sweeps/none")]
    [InlineData("/sweeps/sample/trials/3")]
    [InlineData("/api/v1/studies/none")]
    [InlineData("/api/v1/studies/sample/trials/3")]
    [InlineData("/api/v1/studies/none/events")]
    [InlineData("/sweeps/..%2f..%2fetc")]
    public async Task What_does_not_exist_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(address, Token)).StatusCode);

    [Fact]
    public async Task The_API_gives_the_study_with_its_front()
    {
        var study = JsonNode.Parse(await _client.GetStringAsync("/api/v1/studies/sample", Token))!;

        Assert.Equal("[0]", study["front"]!.ToJsonString());
        Assert.Equal(0, (int)study["knee"]!);
        Assert.Equal(1, (int)study["states"]!["Infeasible"]!);
    }

    [Fact]
    public async Task The_event_stream_tells_what_happens_and_continues_where_it_was_cut()
    {
        var from = (await _store.ReadStudyAsync("sample", Token)).Sequence;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/studies/sample/events");
        request.Headers.Add("Last-Event-ID", $"{from - 1}");

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        var first = await NextAsync(reader);
        await _store.CancelAsync("sample", 2, "not needed", Token);
        var second = await NextAsync(reader);

        Assert.Equal((from, from + 1), ((long)first["sequence"]!, (long)second["sequence"]!));
        Assert.Equal("TrialCancelled", (string)second["event"]!);
    }

    [Fact]
    public async Task Only_our_own_scripts_and_styles_may_run()
    {
        var response = await _client.GetAsync("/", Token);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("default-src 'none'; script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/live.js", Token)).StatusCode);
    }

    [Fact]
    public async Task A_request_that_names_another_host_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _client.SendAsync(request, Token)).StatusCode);
    }


    private static async Task<JsonNode> NextAsync(StreamReader reader)
    {
        string line;
        do
        {
            line = (await reader.ReadLineAsync(Token))!;
        }
        while (!line.StartsWith("data: ", StringComparison.Ordinal));

        return JsonNode.Parse(line["data: ".Length..])!;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryField();

    private async Task FinishAsync(TrialResult result)
    {
        var claim = await _store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(1)), Token);
        await _store.StartAsync(claim!.Lease, Token);
        await _store.FinishAsync(claim.Lease, result, Token);
    }
}
