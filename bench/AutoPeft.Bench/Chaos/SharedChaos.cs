using System.Diagnostics;
using System.Globalization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Bench.Chaos;

/// <summary>Worker and controller processes over PostgreSQL, which are killed, cut off, and lose their database again and again.</summary>
/// <param name="options">What is done.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedChaos(ChaosOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int Controllers = 2;
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-chaos-").FullName;
    private readonly ChaosDiary _diary = new();
    private readonly Dictionary<string, Process> _processes = [];
    private readonly Dictionary<string, string> _names = [];
    private TemporaryPostgres? _server;
    private CutProxy? _proxy;
    private int _started;

    /// <summary>Carries out the study to its end through all of it.</summary>
    public async Task<ChaosReport> RunAsync()
    {
        _server = await TemporaryPostgres.StartAsync();
        _proxy = new CutProxy(_server.Port, time);
        var address = TemporaryPostgres.AddressAt(_server.Port);
        await ProductProcess.RunAsync(Log("setup"), "db", "upgrade", "--store", address);
        await ProductProcess.RunAsync(Log("setup"), "sweep", "start", ChaosStudy.Write(_folder, options), "--detach", "--store", address);
        foreach (var role in Enumerable.Range(0, Controllers).Select(i => $"controller-{i}").Concat(Enumerable.Range(0, options.Workers).Select(i => $"worker-{i}")))
        {
            Start(role);
        }

        await using var connection = new PostgresConnection(address, TimeSpan.FromMinutes(1));
        await using var store = new PostgresTrialStore(connection, time);
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(options.Limit, time);
        await StrikeUntilDoneAsync(store, limit.Token);
        var duration = time.GetElapsedTime(began);
        var history = new List<StudyEvent>();
        await foreach (var happened in StudyHistory.ReadAsync(store, ChaosStudy.Name, CancellationToken.None))
        {
            history.Add(happened);
        }

        return ChaosJudge.Judge(history, _diary, options, ("postgres", duration));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
        {
            End(process);
            process.Dispose();
        }

        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.WaitForExit();
    }

    private async Task StrikeUntilDoneAsync(PostgresTrialStore store, CancellationToken limit)
    {
        for (var blow = 0; !limit.IsCancellationRequested; blow++)
        {
            var key = RandomKey.FromSeed(options.Seed).For(blow);
            if (await EndsWithinAsync(store, options.Interval * (0.5 + key.Uniform(0)), limit))
            {
                return;
            }

            await StrikeAsync(blow, key);
        }
    }

    /// <summary>Whether the study ends before the next blow, which waits until something was recorded after the last: else a busy machine gets nowhere.</summary>
    private async Task<bool> EndsWithinAsync(PostgresTrialStore store, TimeSpan pause, CancellationToken limit)
    {
        var (began, before) = (time.GetTimestamp(), (long?)null);
        while (!limit.IsCancellationRequested)
        {
            var study = await store.ReadStudyAsync(ChaosStudy.Name, CancellationToken.None);
            before ??= study.Sequence;
            if (study.Status is StudyStatus.Finished or StudyStatus.Failed)
            {
                return true;
            }

            if (study.Sequence > before && time.GetElapsedTime(began) >= pause)
            {
                return false;
            }

            Supervise();
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, CancellationToken.None);
        }

        return false;
    }

    /// <summary>Starts again what ended by itself, as an operator's supervisor does.</summary>
    private void Supervise()
    {
        foreach (var (role, process) in _processes.Where(entry => entry.Value.HasExited).ToArray())
        {
            process.Dispose();
            Start(role);
        }
    }

    /// <summary>Every sixth blow stops the database, every sixth cuts the network, every third kills a controller; the others kill a worker.</summary>
    private async Task StrikeAsync(int blow, RandomKey key)
    {
        switch (blow % 6)
        {
            case 2:
                await WithStoreAwayAsync(async () =>
                {
                    _diary.Outages++;
                    await _server!.CrashAsync();
                    await Task.Delay(Outage, time, CancellationToken.None);
                    await _server.BeginAsync();
                });
                break;
            case 5:
                _diary.Cuts++;
                await _proxy!.CutAsync(options.Lease * 1.5, CancellationToken.None);
                break;
            case 1 or 4:
                await KillAsync($"controller-{key.Below(1, Controllers)}");
                break;
            default:
                await KillAsync($"worker-{key.Below(1, options.Workers)}");
                break;
        }
    }

    private async Task WithStoreAwayAsync(Func<Task> strike)
    {
        var from = time.GetUtcNow();
        await strike();

        // Until everybody has noticed that it is over.
        _diary.Away.Add((from, time.GetUtcNow() + options.Lease + TimeSpan.FromSeconds(2)));
    }

    private Task KillAsync(string role)
    {
        var process = _processes[role];
        var worker = _names[role];
        End(process);
        _diary.Kills++;
        if (role.StartsWith("worker", StringComparison.Ordinal))
        {
            _diary.WorkerKills.Add((worker, time.GetUtcNow()));
        }

        process.Dispose();
        Start(role);
        return Task.CompletedTask;
    }

    /// <summary>Starts a process of a role. Odd workers reach the database through the network that is cut; the clock of worker 1 is 10 minutes off.</summary>
    private void Start(string role)
    {
        var isWorker = role.StartsWith("worker", StringComparison.Ordinal);
        var isFar = isWorker && (role[^1] - '0') % 2 == 1;
        var name = _names[role] = string.Create(CultureInfo.InvariantCulture, $"{role}-{++_started}");
        string[] arguments = isWorker
            ? ["worker", "start", "--name", name, "--slots", "2", "--data", Path.Combine(_folder, "data")]
            : ["sweep", "start", "--all"];
        var variables = new Dictionary<string, string>();
        if (role == "worker-1")
        {
            variables["AUTOPEFT_CLOCK_OFFSET"] = "600";
        }

        _processes[role] = ProductProcess.Start(Log(role), variables, [
            .. arguments, .. options.Queue == "lease" ? Array.Empty<string>() : ["--dispatch", options.Queue],
            "--lease", options.Lease.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "--store", TemporaryPostgres.AddressAt(isFar ? _proxy!.Port : _server!.Port)]);
    }

    private string Log(string role) => Path.Combine(_folder, $"{role}.log");
}
