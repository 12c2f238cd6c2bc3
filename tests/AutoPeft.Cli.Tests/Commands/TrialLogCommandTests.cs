using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class TrialLogCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task It_shows_what_every_attempt_printed_between_what_happened_to_it()
    {
        var lines = await LinesAsync();

        Assert.Equal(
            [
                (0, "queued", ""), (1, "leased", "by first"), (1, "started", ""), (1, "output", "loading"), (1, "error", "no luck"),
                (1, "preempted", "asked to stop"), (2, "leased", "by second"), (2, "started", ""), (2, "output", "done"), (2, "completed", ""),
            ],
            lines.Select(line => line with { Text = line.Event == "queued" ? "" : line.Text }));
    }

    [Fact]
    public async Task One_attempt_may_be_asked_for() =>
        Assert.Equal([2], (await LinesAsync("--attempt", "2")).Select(line => line.Attempt).Distinct());

    public async ValueTask InitializeAsync()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await store.CreateStudyAsync(new("logged", [new("accuracy", Direction.Maximize)], "name: logged", _folder.Path, "hash", 7), default);
        await store.EnqueueAsync("logged", [new(new([KeyValuePair.Create("rank", ParameterValue.Of(1))]), 0)], default);
        var first = await AttemptAsync(store, "first", ("output", "loading"), ("error", "no luck"));
        await store.ReleaseAsync(first, AttemptEnd.Preempted, "asked to stop", default);
        var second = await AttemptAsync(store, "second", ("output", "done"));
        await store.FinishAsync(second, new(TrialState.Completed, "") { Values = [0.5] }, default);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Lease> AttemptAsync(JournalTrialStore store, string worker, params (string Stream, string Text)[] printed)
    {
        var claimed = await store.ClaimAsync(new(worker, TimeSpan.FromMinutes(1)) { Study = "logged" }, default);
        await store.StartAsync(claimed!.Lease, default);
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "logged", "trials", "0")).FullName;
        using var log = new AttemptLog(folder, claimed.Lease.Attempt, TimeProvider.System);
        foreach (var (stream, text) in printed)
        {
            log.Write(stream, text);
        }

        return claimed.Lease;
    }

    private async Task<IEnumerable<(int Attempt, string Event, string Text)>> LinesAsync(params string[] options)
    {
        var (code, output, errors) = await CommandLineHostTests.RunAsync(["trial", "log", "0", "logged", "--json", "--data", _folder.Path, .. options]);
        Assert.Equal((ExitCode.Ok, ""), (code, errors));

        return JsonDocument.Parse(output).RootElement.GetProperty("lines").EnumerateArray().Select(line =>
            (line.GetProperty("attempt").GetInt32(), line.GetProperty("event").GetString()!, line.GetProperty("text").GetString()!));
    }
}
