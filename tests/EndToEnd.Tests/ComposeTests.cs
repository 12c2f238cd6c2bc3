using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>What <c>docker-compose.yml</c> and the <c>Dockerfile</c> say, and the processes that they would start.</summary>
public sealed class ComposeTests(PostgresServer server) : IDisposable
{
    private const string Study = """
        name: composed
        parameters: { x: { float: [0, 1] } }
        objectives: [{ name: loss, direction: minimize }]
        command: [sh, -c, "while [ ! -e go ] && [ $AUTOPEFT_TRIAL -gt 1 ]; do sleep 0.05; done; echo '{\"loss\": 1}'"]
        sampler: random
        deterministic: false
        concurrency: 3
        budget: { trials: 8 }
        """;

    private readonly ComposeFile _file = ComposeFile.Read();
    private readonly TemporaryFolder _folder = new();
    private readonly StartedProcesses _processes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _processes.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Services_name_only_services_secrets_and_volumes_that_there_are()
    {
        foreach (var service in _file.Services)
        {
            Assert.Subset(_file.Services.ToHashSet(), _file.List(service, "depends_on").ToHashSet());
            Assert.Subset(_file.Declared("secrets").ToHashSet(), _file.List(service, "secrets").ToHashSet());
            var named = _file.List(service, "volumes").Select(volume => volume.Split(':')[0]).Where(source => source.All(char.IsAsciiLetter));
            Assert.Subset(_file.Declared("volumes").ToHashSet(), named.ToHashSet());
            Assert.All(_file.Environment(service).Where(pair => pair.Key.EndsWith("_FILE", StringComparison.Ordinal)), pair =>
                Assert.Contains(pair.Value["/run/secrets/".Length..], _file.List(service, "secrets")));
        }
    }

    [Fact]
    public void What_runs_for_long_has_a_health_check_comes_back_and_waits_for_the_schema()
    {
        foreach (var service in new[] { "controller", "dashboard", "worker", "worker-gpu" })
        {
            Assert.NotEmpty(_file.List(service, "healthcheck"));
            Assert.Equal("unless-stopped", _file.Of(service, "restart"));
            Assert.Contains("migrate", _file.List(service, "depends_on"));
        }

        Assert.NotEmpty(_file.List("database", "healthcheck"));
        Assert.Equal(["database"], _file.List("migrate", "depends_on"));
    }

    [Fact]
    public async Task Variables_are_those_that_the_program_reads_and_no_password_is_among_them()
    {
        var help = (await CommandLine.RunAsync(_folder.Path, "sweep", "list", "--help")).Output;

        foreach (var (name, value) in _file.Services.SelectMany(_file.Environment))
        {
            Assert.True(name.StartsWith("POSTGRES_", StringComparison.Ordinal) || help.Contains(name, StringComparison.Ordinal), $"{name} means nothing to the program.");
            Assert.False(name.Contains("PASSWORD", StringComparison.Ordinal) && !value.StartsWith("/run/secrets/", StringComparison.Ordinal), $"{name} holds a password.");
        }
    }

    [Fact]
    public void The_image_is_made_of_what_the_repository_has()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile"));
        var published = lines.Single(line => line.Contains("dotnet publish", StringComparison.Ordinal)).Split(' ').SkipWhile(word => word != "publish").ElementAt(1);

        Assert.True(File.Exists(Path.Combine(Repository.Root, published, Path.GetFileName(published) + ".csproj")), published);
        Assert.Contains(lines, line => line.Contains(Path.GetFileName(published) + ".dll", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "configure")));
        var ignored = File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore"));
        Assert.Contains("secrets", ignored);
        Assert.Contains("Local.props", ignored);
    }

    [Fact]
    public async Task The_services_carry_out_a_sweep_of_which_a_killed_worker_takes_nothing_with_it()
    {
        var address = await server.CreateEmptyAddressAsync();
        _folder.Write("store", address);
        await RunAsync("migrate");
        await RunAsync("cli", "key", "add", "me", "--role", "admin");
        await RunAsync("cli", "sweep", "start", _folder.Write("composed.yaml", Study), "--detach");
        Start("controller", ["--lease", "2"]);
        var errors = new ConcurrentQueue<string>();
        Start("dashboard", [], errors);
        var victim = Start("worker", ["--lease", "2", "--name", "victim"]);
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await UntilAsync(store, study => study.Count(TrialState.Completed) == 2 && study.Trials.Any(trial => trial.State == TrialState.Running));

        victim.Kill(entireProcessTree: true);
        _folder.Write("go", string.Empty);
        Start("worker", ["--lease", "2", "--name", "heir"]);
        var study = await UntilAsync(store, study => study.Status == StudyStatus.Finished);

        Assert.Equal(8, study.Count(TrialState.Completed));
        Assert.Contains(study.Trials, trial => trial.Attempts.Any(attempt => attempt is { Worker: "victim", End: AttemptEnd.Stale }));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskDashboardAsync(errors));
    }

    private static async Task<HttpStatusCode> AskDashboardAsync(ConcurrentQueue<string> errors)
    {
        const string Said = "The dashboard is at http://0.0.0.0:";
        await Eventually.IsTrueAsync(() => errors.Any(line => line.StartsWith(Said, StringComparison.Ordinal)), "The dashboard's address", Token);
        var port = errors.First(line => line.StartsWith(Said, StringComparison.Ordinal))[Said.Length..].Split(' ')[0];
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/api/v1/studies"), Token);

        return answer.StatusCode;
    }

    private static async Task<StudyRecord> UntilAsync(PostgresTrialStore store, Func<StudyRecord, bool> isReached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        while (true)
        {
            var study = await store.ReadStudyAsync("composed", limit.Token);
            if (isReached(study))
            {
                return study;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private async Task RunAsync(string service, params string[] command)
    {
        var process = Start(service, command);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }

    // The command of a service or, as 'docker compose run' would, another one instead, with the container's files in a folder here.
    private Process Start(string service, string[] more, ConcurrentQueue<string>? errors = null) => _processes.Start(
        _folder.Path,
        service == "cli" ? more : [.. CommandOf(service), .. more],
        _file.Environment(service).Select(variable => (variable.Key, HereOf(variable.Value))),
        line => errors?.Enqueue(line));

    private string HereOf(string value) => value
        .Replace("/run/secrets/", _folder.Path + "/", StringComparison.Ordinal).Replace("/data", _folder.File("data"), StringComparison.Ordinal);

    // Fixed ports are a container's own; here any free one, or none.
    private string[] CommandOf(string service)
    {
        var words = _file.List(service, "command").ToList();
        var health = words.IndexOf("--health-port");
        if (health >= 0)
        {
            words.RemoveRange(health, 2);
        }

        var port = words.IndexOf("--port");
        if (port >= 0)
        {
            words[port + 1] = "0";
        }

        return [.. words];
    }
}
