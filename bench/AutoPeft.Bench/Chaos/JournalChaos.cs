using System.Diagnostics;
using System.Globalization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Journal;

namespace AutoPeft.Bench.Chaos;

/// <summary>One process that carries out a study over a journal and is killed and started again until the study is finished.</summary>
/// <param name="options">What is done.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalChaos(ChaosOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-chaos-").FullName;
    private readonly ChaosDiary _diary = new();

    /// <summary>Carries out the study to its end through all of it.</summary>
    public async Task<ChaosReport> RunAsync()
    {
        var study = ChaosStudy.Write(_folder, options);
        var began = time.GetTimestamp();
        for (var life = 0; time.GetElapsedTime(began) < options.Limit; life++)
        {
            using var process = ProductProcess.Start(
                Path.Combine(_folder, "log"), new Dictionary<string, string>(), "optimize", study, "--data", Path.Combine(_folder, "data"), "--json");
            await ProgressAsync(process, options.Limit);
            if (await EndsByItselfAsync(process, options.Interval * (0.5 + RandomKey.FromSeed(options.Seed).For(life).Uniform(0)) * 2))
            {
                break;
            }

            process.Kill();
            _diary.Kills++;
            _diary.WorkerKills.Add((Environment.MachineName, time.GetUtcNow()));
            await process.WaitForExitAsync();
        }

        return ChaosJudge.Judge(await HistoryAsync(), _diary, options, ("journal", time.GetElapsedTime(began)));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until the process has recorded something: on a busy machine one that is struck sooner would never get anywhere.</summary>
    private async Task ProgressAsync(Process process, TimeSpan longest)
    {
        var journal = new FileInfo(Path.Combine(_folder, "data", ChaosStudy.Name, "journal"));
        var (before, began) = (Length(journal), time.GetTimestamp());
        while (Length(journal) == before && !process.HasExited && time.GetElapsedTime(began) < longest)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
        }
    }

    private static long Length(FileInfo file)
    {
        file.Refresh();
        return file.Exists ? file.Length : 0;
    }

    private async Task<bool> EndsByItselfAsync(Process process, TimeSpan wait)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(wait, time);
            return process.ExitCode == 0
                ? true
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The sweep ended with {process.ExitCode}: {File.ReadAllText(Path.Combine(_folder, "log"))}"));
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<List<StudyEvent>> HistoryAsync()
    {
        await using var store = new JournalTrialStore(Path.Combine(_folder, "data"), time);
        var history = new List<StudyEvent>();
        await foreach (var happened in StudyHistory.ReadAsync(store, ChaosStudy.Name, CancellationToken.None))
        {
            history.Add(happened);
        }

        return history;
    }
}
