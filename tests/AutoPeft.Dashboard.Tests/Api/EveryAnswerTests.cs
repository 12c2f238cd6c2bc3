using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Dashboard.Artifacts;
using AutoPeft.Dashboard.Recipes;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Tests.Api;

/// <summary>Every answer is what <c>/openapi/v1.json</c> says, at every address that it has.</summary>
public sealed class EveryAnswerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_answer_has_the_form_that_the_description_gives_it_and_no_address_is_forgotten()
    {
        await using var dashboard = await StartAsync();
        var document = await DescriptionAsync(dashboard);
        var (faults, used, given) = (new List<string>(), new HashSet<string> { "GET /studies/{name}/events" }, (JsonNode?)null);
        foreach (var step in ApiWalk.Steps())
        {
            using var answer = await SendAsync(dashboard, step, given);
            var body = await answer.Content.ReadAsStringAsync(Token);
            if ((int)answer.StatusCode != step.Status)
            {
                faults.Add($"{step.Operation} {step.Address}: {(int)answer.StatusCode} {body}");
                continue;
            }

            used.Add(step.Operation);
            faults.AddRange(FaultsOf(document, step, answer, body));
            given = step.Operation.StartsWith("POST ", StringComparison.Ordinal) && step.Operation[^3..] is "ask" or "eys" or "oks" ? JsonNode.Parse(body) : given;
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal([], OperationsOf(document).Select(item => item.Operation).Except(used));
    }

    [Fact]
    public async Task Every_event_of_the_stream_has_the_form_that_the_description_gives_it()
    {
        await using var dashboard = await StartAsync();
        var document = await DescriptionAsync(dashboard);
        var schema = document["paths"]!["/api/v1/studies/{name}/events"]!["get"]!["responses"]!["200"]!["content"]!["text/event-stream"]!["schema"]!;
        using var response = await dashboard.Client.GetAsync("/api/v1/studies/sample/events?after=0", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        for (var left = 8; left > 0;)
        {
            if (await reader.ReadLineAsync(Token) is ['d', 'a', 't', 'a', ':', .. var data])
            {
                Assert.Empty(new SchemaCheck(document).Faults(JsonNode.Parse(data), schema, "event"));
                left--;
            }
        }
    }

    [Fact]
    public async Task Every_operation_says_what_it_answers_how_it_refuses_and_what_it_is_for()
    {
        await using var dashboard = await StartAsync();
        foreach (var (operation, description) in OperationsOf(await DescriptionAsync(dashboard)))
        {
            var responses = description["responses"]!.AsObject();
            Assert.True(description["summary"] is not null, operation);
            Assert.True(responses["default"]?["content"]?["application/problem+json"]?["schema"] is not null, operation);
            Assert.True(
                responses.Any(response => response.Key == "204" || (response.Key is "200" or "201" && response.Value!["content"]?.AsObject().All(media => media.Value!["schema"] is not null) == true)), operation);
            Assert.True(operation.StartsWith("GET", StringComparison.Ordinal) || ParametersOf(description).Contains("Idempotency-Key"), operation);
        }
    }

    [Fact]
    public async Task The_reference_page_lists_every_operation_of_the_description()
    {
        await using var dashboard = await StartAsync();
        var page = await dashboard.Client.GetStringAsync("/api", Token);
        var rows = System.Text.RegularExpressions.Regex.Matches(page, "<tr><td>(\\w+)</td><td><code>([^<]+)</code>")
            .Select(match => $"{match.Groups[1].Value} {System.Text.RegularExpressions.Regex.Replace(match.Groups[2].Value, @":int|\*\*", string.Empty)}").ToHashSet();

        Assert.Empty(OperationsOf(await DescriptionAsync(dashboard)).Select(item => item.Operation.Replace(" ", " /api/v1", StringComparison.Ordinal)).Except(rows));
    }

    private static IEnumerable<(string Operation, JsonNode Description)> OperationsOf(JsonNode document) => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(method => ($"{method.Key.ToUpperInvariant()} {path.Key["/api/v1".Length..].TrimEnd('/')}", method.Value!)));

    private static IEnumerable<string> ParametersOf(JsonNode description) => description["parameters"]?.AsArray().Select(parameter => (string)parameter!["name"]!) ?? [];

    private static IEnumerable<string> FaultsOf(JsonNode document, ApiStep step, HttpResponseMessage answer, string body)
    {
        var (method, path) = (step.Operation.Split(' ')[0].ToLowerInvariant(), $"/api/v1{step.Operation.Split(' ')[1]}");
        var operation = (document["paths"]![path] ?? document["paths"]![$"{path}/"])?[method];
        var response = operation?["responses"]?[$"{step.Status}"] ?? operation?["responses"]?["default"];
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (response is null || (step.Status >= 400 && type != "application/problem+json"))
        {
            return [$"{step.Operation}: {step.Status} as {type} is not described"];
        }

        if (step.Status == 204)
        {
            return body.Length == 0 ? [] : [$"{step.Operation}: a body where there is none"];
        }

        return response["content"]?[type ?? string.Empty]?["schema"] is not { } schema ? [$"{step.Operation}: nothing is said of {step.Status} as {type}"]
            : type!.EndsWith("json", StringComparison.Ordinal) ? new SchemaCheck(document).Faults(JsonNode.Parse(body), schema, step.Operation) : [];
    }

    private static async Task<JsonNode> DescriptionAsync(RunningDashboard dashboard) => JsonNode.Parse(await dashboard.Client.GetStringAsync("/openapi/v1.json", Token))!;

    private static Task<HttpResponseMessage> SendAsync(RunningDashboard dashboard, ApiStep step, JsonNode? given)
    {
        var request = new HttpRequestMessage(new(step.Operation.Split(' ')[0]), $"/api/v1{ApiWalk.Fill(step.Address, given)}");
        if (step.Body is not null)
        {
            request.Content = new StringContent(ApiWalk.Fill(JsonSerializer.Serialize(step.Body), given), Encoding.UTF8, "application/json");
        }

        return dashboard.Client.SendAsync(request, Token);
    }

    private async Task<RunningDashboard> StartAsync()
    {
        _folder.Write("weights", "numbers");
        return await RunningDashboard.StartAsync(
            services: new() { Files = new Files(_folder.Path), Recipes = new Formats(), Workers = new Workers() }, cancellationToken: Token);
    }

    private sealed class Files(string folder) : ITrialFiles
    {
        public string? FolderOf(string study, int trial) => folder;

        public IEnumerable<AttemptLine> ReadLog(string study, int trial, int attempt) => [new(DateTimeOffset.UnixEpoch, "output", "loss 0.5")];
    }

    private sealed class Formats : IRecipeSource
    {
        public Task<ImmutableArray<RecipeVerdict>> JudgeAsync(string study, int trial, CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<RecipeVerdict>>([new("peft", "PEFT", "exact", string.Empty), new("other", "Other", "impossible", "no word for it")]);

        public Task ExportAsync(RecipeRequest request, string folder, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(folder);
            return File.WriteAllTextAsync(Path.Combine(folder, "adapter_config.json"), "{}", cancellationToken);
        }
    }

    private sealed class Workers : IWorkerRegistry
    {
        public Task<bool> ReportAsync(WorkerStatus worker, TimeSpan validity, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task LeaveAsync(string worker, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<ImmutableArray<WorkerStatus>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<WorkerStatus>>([new("worker-1", null, 2, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)]);

        public Task<bool> DrainAsync(string worker, CancellationToken cancellationToken) => Task.FromResult(worker == "worker-1");
    }
}
