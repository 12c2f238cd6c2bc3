using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>A sweep that is killed with SIGKILL again and again, through the real command line.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly string _study;

    public KillTests() => _study = SmallStudy.Write(_folder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sweep_killed_twenty_times_loses_and_repeats_no_finished_trial_and_ends_as_if_it_had_not_been()
    {
        var finished = new Dictionary<int, Trial>();
        // Where this test is held up, the study may be finished before the last blow.
        for (var kill = 0; kill < Kills && await KillAfterAsync(RandomKey.FromSeed(2026).For(kill)); kill++)
        {
            await CheckAsync(finished);
        }

        Assert.Equal(0, await CommandLine.RunAsync(Arguments("killed")));
        await CheckAsync(finished);
        Assert.Equal(0, await CommandLine.RunAsync(Arguments("whole")));

        var killed = await ReadAsync("killed");
        Assert.Equal(Outcomes(await ReadAsync("whole")), Outcomes(killed));
        Assert.Equal(StudyStatus.Finished, killed.Status);
        Assert.Contains(killed.Trials, trial => trial.Attempts.Length > 1);
    }

    private static IEnumerable<string> Outcomes(StudyRecord study) => study.Trials.Select(trial =>
        $"{trial.Number} {trial.Configuration} {trial.Origin} {trial.Seed} {trial.State} {string.Join(' ', trial.Values ?? [])}");

    private string[] Arguments(string data) => ["sweep", "run", _study, "--data", _folder.File(data), "--threads", "1"];

    /// <summary>Starts the sweep and kills it when its journal has grown by a random number of bytes, at a random moment after that.</summary>
    /// <returns>Whether it had not ended before.</returns>
    private async Task<bool> KillAfterAsync(RandomKey key)
    {
        var journal = new FileInfo(_folder.File($"killed/{SmallStudy.Name}/journal"));
        var wanted = Length(journal) + key.Below(0, 1500);
        using var process = CommandLine.Start(Arguments("killed"));
        while (!process.HasExited && Length(journal) < wanted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Token);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(key.Below(1, 120)), TimeProvider.System, Token);
        var wasRunning = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(Token);
        return wasRunning;
    }

    /// <summary>What was finished before is still there, unchanged, and was not tried again.</summary>
    private async Task CheckAsync(Dictionary<int, Trial> finished)
    {
        if (!File.Exists(_folder.File($"killed/{SmallStudy.Name}/journal")))
        {
            Assert.Empty(finished);
            return;
        }

        var study = await ReadAsync("killed");
        Assert.All(finished.Values, before =>
        {
            var now = study.Trials[before.Number];
            Assert.Equal((before.Configuration, before.State, before.Finished), (now.Configuration, now.State, now.Finished));
            Assert.Equal(before.Values!.Value, now.Values!.Value);
            Assert.Equal(before.Attempts.AsEnumerable(), now.Attempts);
        });
        foreach (var trial in study.Trials.Where(trial => trial.State.IsFinal()))
        {
            Assert.Equal(TrialState.Completed, trial.State);
            Assert.Single(trial.Attempts, attempt => attempt.End == AttemptEnd.Finished);
            finished[trial.Number] = trial;
        }
    }

    private async Task<StudyRecord> ReadAsync(string data)
    {
        await using var store = new JournalTrialStore(_folder.File(data), TimeProvider.System);
        var study = await store.ReadStudyAsync(SmallStudy.Name, Token);
        Assert.Equal(study.Status == StudyStatus.Running, store.InterruptionOf(study) is not null);
        return study;
    }

    private static long Length(FileInfo file)
    {
        file.Refresh();
        return file.Exists ? file.Length : 0;
    }
}
