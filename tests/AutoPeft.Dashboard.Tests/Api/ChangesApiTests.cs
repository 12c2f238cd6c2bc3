using System.Net;
using System.Net.Http.Json;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests.Api;

public sealed class ChangesApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sweep_is_changed_as_a_whole_or_not_at_all()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        var changed = await dashboard.Client.PatchAsJsonAsync("/api/v1/studies/sample", new { trials = 50, concurrency = 3, limit = 2, seconds = 60.5 }, Token);
        var refused = await dashboard.Client.PatchAsJsonAsync("/api/v1/studies/sample", new { trials = 70, concurrency = 0, seconds = -1 }, Token);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.BadRequest), (changed.StatusCode, refused.StatusCode));
        var edits = (await dashboard.Store.ReadStudyAsync("sample", Token)).Edits;
        Assert.Equal(new StudyEdit { Trials = 50, Concurrency = 3, RunningLimit = 2, Time = TimeSpan.FromSeconds(60.5) }, edits);
    }

    [Fact]
    public async Task A_sweep_that_is_removed_under_its_trainer_is_gone_and_the_trainer_is_told_so()
    {
        var folder = string.Empty;
        await using var dashboard = await RunningDashboard.StartAsync(services: new() { NewWriter = () => new JournalTrialStore(folder, TimeProvider.System) }, cancellationToken: Token);
        folder = Path.GetDirectoryName(dashboard.Folder)!;
        await dashboard.Client.PostAsJsonAsync("/api/v1/studies", new { text = "name: box\nparameters: { rate: { float: [0, 1] } }\nobjectives: [error]\nsampler: random\n" }, Token);
        var asked = await dashboard.Client.PostAsJsonAsync("/api/v1/studies/box/ask", new { }, Token);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await dashboard.Client.DeleteAsync("/api/v1/studies/box", Token)).StatusCode);

        var late = await dashboard.Client.PostAsJsonAsync("/api/v1/studies/box/trials/0/tell", new { lease = "1.300", result = new { error = 0.5 } }, Token);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Equal(["sample"], (await dashboard.Store.ListStudiesAsync(Token)).Select(study => study.Name));
    }

    [Theory]
    [InlineData("PATCH", "/api/v1/studies/none")]
    [InlineData("DELETE", "/api/v1/studies/none")]
    [InlineData("POST", "/api/v1/workers/none/drain")]
    public async Task What_does_not_exist_is_not_changed(string method, string address)
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var request = new HttpRequestMessage(new(method), address) { Content = JsonContent.Create(new { }) };

        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.Client.SendAsync(request, Token)).StatusCode);
    }
}
