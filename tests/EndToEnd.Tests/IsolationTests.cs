using System.Diagnostics;
using System.Globalization;
using AutoPeft.Primitives.Processes;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;
using TrainableStudy = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Trials in processes of their own, through the real command line.</summary>
public sealed class IsolationTests(PostgresServer server) : IDisposable
{
    private const int Victims = 4;

    // So long that a trial can be interrupted after its first checkpoint.
    private static readonly (string Old, string New)[] Long = [("trials: 4", "trials: 1"), ("epochs: 3", "epochs: 200")];

    private static readonly (string Old, string New)[] Pruned = [("trials: 4 }", "trials: 8 }\npruner: { name: asha, reduction: 2, among: all }")];

    private readonly TemporaryFolder _folder = new();
    private readonly StartedProcesses _processes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _processes.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_study_gives_the_same_metrics_and_prunes_the_same_trials_with_and_without_processes_of_its_trials()
    {
        Write("process", Pruned);
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml", "--data", _folder.File("apart"));
        Write("none", Pruned);
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml", "--data", _folder.File("together"));

        var apart = await ReadAsync("apart");

        Assert.All(apart.Trials, trial => Assert.True(trial.State is TrialState.Completed or TrialState.Pruned, trial.Reason));
        Assert.Contains(apart.Trials, trial => trial.State == TrialState.Pruned);
        Assert.All(apart.Trials, trial => Assert.True(File.Exists(_folder.File($"apart/small/trials/{trial.Number}/attempt-1.log.jsonl"))));
        Assert.Equal(Results(await ReadAsync("together")), Results(apart));
    }

    [Fact]
    public async Task A_killed_process_costs_its_trial_an_attempt_and_the_worker_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The number of a trial's process is read as Linux writes it.");
        Write("process");
        var sweep = _processes.Start("sweep", "run", _folder.File("small.yaml"), "--data", _folder.File("killed"));

        // A blow may come too late, when its trial is finished already.
        for (var trial = 0; trial < Victims; trial++)
        {
            await KillAsync(sweep, _folder.File(Note("killed", trial)));
        }

        await sweep.WaitForExitAsync(Token);

        var study = await ReadAsync("killed");
        Assert.Equal(0, sweep.ExitCode);
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Completed, trial.State));
        var hit = study.Trials.Where(trial => trial.Attempts.Length > 1).ToArray();
        Assert.NotEmpty(hit);
        Assert.All(hit, trial => Assert.Equal([AttemptEnd.Crashed, AttemptEnd.Finished], trial.Attempts.Select(attempt => attempt.End!.Value)));
        Assert.Contains("signal 9", hit[0].Attempts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_of_a_killed_worker_goes_on_from_its_checkpoint_with_another_and_ends_as_if_nothing_had_been()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The number of a trial's process is read as Linux writes it.");
        var address = await server.CreateAddressAsync();
        Write("none", Long);
        var alone = _processes.Start("sweep", "run", _folder.File("small.yaml"), "--data", _folder.File("together"));
        await using var whole = new JournalTrialStore(_folder.File("together"), TimeProvider.System);
        var expected = await UntilAsync(whole, study => study.Count(TrialState.Completed) > 0);
        alone.Kill();
        Write("process", Long);
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "start", "small.yaml", "--detach", "--store", address);
        _processes.Start("sweep", "start", "--all", "--store", address);
        var victim = _processes.Start("worker", "start", "--lease", "3", "--data", _folder.File("shared"), "--store", address);
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        var saved = (await UntilAsync(store, study => CheckpointOf(study) is not null)).Trials[0];
        var process = NumberOf(_folder.File(Note("shared", 0)));

        victim.Kill();

        await ProcessState.GoneAsync(process.ToString(CultureInfo.InvariantCulture), Token);
        _processes.Start("worker", "start", "--lease", "3", "--data", _folder.File("shared"), "--store", address);
        var study = await UntilAsync(store, study => study.Count(TrialState.Completed) > 0);
        Assert.Equal([AttemptEnd.Stale, AttemptEnd.Finished], study.Trials[0].Attempts.Select(attempt => attempt.End!.Value));
        Assert.All(study.Trials[0].Measurements.Where(measured => measured.Attempt == 2), measured => Assert.True(measured.Step > saved.Attempts[0].Checkpoint!.Step));
        Assert.Equal(Results(expected).First(), Results(study).First());
    }

    private static CheckpointReference? CheckpointOf(StudyRecord study) => study.Trials.FirstOrDefault()?.Attempts.FirstOrDefault()?.Checkpoint;

    private static string Note(string data, int trial) => string.Create(CultureInfo.InvariantCulture, $"{data}/small/trials/{trial}/process");

    private static IEnumerable<string> Results(StudyRecord study) => study.Trials.Select(trial => string.Join(
        ' ',
        trial.State,
        trial.Reason,
        trial.Configuration.ToJson(),
        string.Join(' ', trial.Metrics.Remove("training_seconds").Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key}={metric.Value:R}")))));

    /// <summary>Kills the process that a note names, as soon as it names one.</summary>
    private static async Task KillAsync(Process sweep, string note)
    {
        var number = 0;
        await Eventually.IsTrueAsync(() => sweep.HasExited || (number = NumberOf(note)) > 0, $"A process in {note}", Token);
        if (number > 0)
        {
            Kill(number);
        }
    }

    private static void Kill(int number)
    {
        try
        {
            using var process = Process.GetProcessById(number);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    /// <summary>The number of the process that a note names; 0 while there is none.</summary>
    private static int NumberOf(string note)
    {
        try
        {
            return ProcessMark.Parse(File.ReadAllText(note))?.Number ?? 0;
        }
        catch (IOException)
        {
            // Not yet there, or just removed.
            return 0;
        }
    }

    private static async Task<StudyRecord> UntilAsync(ITrialStore store, Func<StudyRecord, bool> isReached)
    {
        StudyRecord? study = null;
        await Eventually.IsTrueAsync(
            async () => await store.ExistsAsync("small", Token) && isReached(study = await store.ReadStudyAsync("small", Token)), "The study", Token);
        return study!;
    }

    private void Write(string isolation, params ReadOnlySpan<(string Old, string New)> changes)
    {
        TrainableStudy.Write(_folder);
        var text = File.ReadAllText(_folder.File("small.yaml"));
        foreach (var (old, changed) in changes)
        {
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }

        File.WriteAllText(_folder.File("small.yaml"), $"{text}\nisolation: {isolation}\n");
    }

    private async Task<StudyRecord> ReadAsync(string data)
    {
        await using var store = new JournalTrialStore(_folder.File(data), TimeProvider.System);
        return await store.ReadStudyAsync("small", Token);
    }
}
