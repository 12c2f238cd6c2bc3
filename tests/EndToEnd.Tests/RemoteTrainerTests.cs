using System.Diagnostics;
using System.Text.Json;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Postgres.Tests;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>The Python trainer of the examples against the real dashboard, over either store.</summary>
public sealed class RemoteTrainerTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Example => Path.Combine(Repository.Root, "examples", "remote");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trainers_in_another_language_carry_out_a_study_and_one_that_dies_loses_nothing(bool isPostgres)
    {
        Assert.SkipWhen(await PythonAsync("--version") is null, "There is no python3.");
        string[] where = isPostgres ? ["--store", AddressOf(await server.CreateAddressAsync())] : [];
        using var dashboard = CommandLine.Open(_folder.Path, ["serve", "--port", "0", .. where]);
        var trainers = Array.Empty<string?>();
        try
        {
            var address = await AddressAsync(dashboard);
            await AskAndForgetAsync(address);
            string[] trainer = [Path.Combine(Example, "trainer.py"), address, "formula", Path.Combine(Example, "formula.yaml")];
            trainers = await Task.WhenAll(PythonAsync(trainer), PythonAsync(trainer));
        }
        finally
        {
            dashboard.Kill(entireProcessTree: true);
            await dashboard.WaitForExitAsync(Token);
        }

        Assert.All(trainers, output => Assert.Contains("The budget of 12 trials is spent.", output, StringComparison.Ordinal));
        var status = await CommandLine.DocumentAsync(_folder.Path, ["sweep", "status", "formula", .. where]);
        Assert.Equal(12, status.GetProperty("states").GetProperty("completed").GetInt32());
        var first = await CommandLine.DocumentAsync(_folder.Path, ["trial", "show", "0", "formula", .. where]);
        Assert.Contains("not heard of", first.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trainer_reports_in_the_unit_of_the_pruner_and_ends_trials_that_are_stopped()
    {
        Assert.SkipWhen(await PythonAsync("--version") is null, "There is no python3.");
        using var dashboard = CommandLine.Open(_folder.Path, ["serve", "--port", "0"]);
        string? trainer;
        try
        {
            trainer = await PythonAsync(Path.Combine(Example, "trainer.py"), await AddressAsync(dashboard), "halving", Path.Combine(Example, "halving.yaml"));
        }
        finally
        {
            dashboard.Kill(entireProcessTree: true);
            await dashboard.WaitForExitAsync(Token);
        }

        Assert.Contains(": prune after 1 on 1 of the data. ", trainer, StringComparison.Ordinal);
        var states = (await CommandLine.DocumentAsync(_folder.Path, ["sweep", "status", "halving"])).GetProperty("states");
        Assert.Equal(24, states.GetProperty("pruned").GetInt32() + states.GetProperty("completed").GetInt32());
        var completed = await CommandLine.DocumentAsync(_folder.Path, ["trial", "show", "1", "halving"]);
        Assert.Equal([1, 3, 9, 27], completed.GetProperty("measurements").EnumerateArray().Select(measurement => measurement.GetProperty("step").GetInt32()).Distinct());
    }

    // A trainer that asks and dies, with the shortest lease that there is.
    private static async Task AskAndForgetAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = new(address) };
        var text = await File.ReadAllTextAsync(Path.Combine(Example, "formula.yaml"), Token);
        await PostAsync(client, "/api/v1/studies", new { text });
        var asked = await PostAsync(client, "/api/v1/studies/formula/ask", new { trainer = "doomed", leaseSeconds = 10 });
        Assert.Equal(0, asked.GetProperty("trial").GetProperty("number").GetInt32());
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string address, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(address, content, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    private static async Task<string> AddressAsync(Process dashboard)
    {
        while (await dashboard.StandardError.ReadLineAsync(Token) is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } address)
            {
                _ = dashboard.StandardError.ReadToEndAsync(Token); // So that it never waits for a full pipe.
                return address;
            }
        }

        throw new InvalidOperationException("The dashboard said no address.");
    }

    private static string AddressOf(string connection)
    {
        var parts = connection.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        return $"postgres://{parts["Username"]}@{parts["Host"]}:{parts["Port"]}/{parts["Database"]}";
    }

    // What it printed; null when there is no Python.
    private static async Task<string?> PythonAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(Token);
            var output = await process.StandardOutput.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            Assert.True(process.ExitCode == 0, $"{output}{await errors}");
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
