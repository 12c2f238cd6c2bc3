using System.Net;
using System.Net.Http.Json;
using AutoPeft.Dashboard.Artifacts;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Dashboard.Tests.Api;

public sealed class FilesApiTests : IDisposable
{
    private const string Trial = "/api/v1/studies/sample/trials";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_trial_left_is_listed_and_saved_and_shown_on_its_page()
    {
        await using var dashboard = await StartAsync();

        var list = await dashboard.Client.GetStringAsync($"{Trial}/0/files", Token);
        using var file = await dashboard.Client.GetAsync($"{Trial}/0/files/trained/weights%20%3Cb%3E", Token);
        var page = await dashboard.Client.GetStringAsync("/sweeps/sample/trials/0", Token);

        Assert.Contains("\"bytes\":7", list, StringComparison.Ordinal);
        Assert.Equal("numbers", await file.Content.ReadAsStringAsync(Token));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("trained/weights%20%3Cb%3E\" download", page, StringComparison.Ordinal);
        Assert.Contains("What attempt 1 printed", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;loss", page, StringComparison.Ordinal);
        Assert.Contains("<script>loss 0.5", (await dashboard.Client.GetFromJsonAsync<AttemptLine[]>($"{Trial}/0/attempts/1/log", Token))![0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/0/files/../../secret")]
    [InlineData("/0/files/..%2f..%2fsecret")]
    [InlineData("/0/files/trained/..%2f..%2f..%2fsecret")]
    [InlineData("/0/files/%2e%2e/%2e%2e/secret")]
    [InlineData("/0/files//etc/passwd")]
    [InlineData("/0/files/%2fetc%2fpasswd")]
    [InlineData("/0/files/..%5c..%5csecret")]
    [InlineData("/0/files/link")]
    [InlineData("/0/files/trained")]
    [InlineData("/1/files")]
    [InlineData("/99/files")]
    [InlineData("/-1/files")]
    [InlineData("/0/attempts/0/log")]
    public async Task Nothing_else_can_be_had(string address)
    {
        await using var dashboard = await StartAsync();
        File.CreateSymbolicLink(_folder.File("sample/0/link"), _folder.File("secret"));

        using var answer = await dashboard.Client.GetAsync(Trial + address, Token);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.DoesNotContain("the key", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_that_does_not_see_the_folder_says_whose_it_is()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        Assert.Contains("here that of worker worker", await dashboard.Client.GetStringAsync("/sweeps/sample/trials/0", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await dashboard.Client.GetAsync($"{Trial}/0/files", Token)).StatusCode);
    }

    private async Task<RunningDashboard> StartAsync()
    {
        _folder.Write("secret", "the key");
        Directory.CreateDirectory(_folder.File("sample/0/trained"));
        _folder.Write("sample/0/trained/weights <b>", "numbers");
        return await RunningDashboard.StartAsync(services: new() { Files = new Files(_folder) }, cancellationToken: Token);
    }

    private sealed class Files(TemporaryFolder folder) : ITrialFiles
    {
        public string? FolderOf(string study, int trial) => trial == 0 ? folder.File("sample/0") : null;

        public IEnumerable<AttemptLine> ReadLog(string study, int trial, int attempt) => [new(DateTimeOffset.UnixEpoch, "output", "<script>loss 0.5")];
    }
}
