using System.Text.Json;
using AutoPeft.TestKit.Files;
using TrainableStudy = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>A real sweep whose hopeless trials are stopped between epochs.</summary>
public sealed class PruningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PruningTests()
    {
        var yaml = File.ReadAllText(SmallStudy.Write(_folder));
        _folder.Write("small.yaml", yaml.Replace("trials: 40", "trials: 14", StringComparison.Ordinal) + "\npruner: { name: asha, reduction: 2, among: all }\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stopped_trials_keep_their_last_measurement_and_a_reason_and_cost_fewer_epochs()
    {
        var sweep = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");

        var trials = sweep.GetProperty("trials").EnumerateArray().ToArray();
        var stopped = trials.Where(trial => trial.GetProperty("state").GetString() == "pruned").ToArray();
        Assert.InRange(stopped.Length, 3, 12);
        Assert.All(stopped, trial => Assert.Contains("at rung", trial.GetProperty("reason").GetString(), StringComparison.Ordinal));
        Assert.All(stopped, trial => Assert.True(trial.GetProperty("metrics").GetProperty("accuracy").GetDouble() >= 0));
        Assert.DoesNotContain(sweep.GetProperty("front").EnumerateArray(), trial => stopped.Any(other => Number(other) == trial.GetProperty("trial").GetInt32()));
        var first = await CommandLine.DocumentAsync(_folder.Path, "trial", "show", $"{Number(stopped[0])}");
        Assert.InRange(first.GetProperty("measurements").GetArrayLength(), 1, 2);
    }

    [Fact]
    public async Task A_trial_that_would_train_for_ever_is_told_to_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell script.");
        TrainableStudy.Write(_folder);
        // The first trials do better and better. The last one reports, and goes on without end unless it is told to stop.
        _folder.Write("train.sh", """
            [ "$1" -lt 3 ] && { echo "{\"step\": 1, \"metrics\": {\"accuracy\": 0.9$1}}"; echo "{\"result\": {\"accuracy\": 0.9$1}}"; exit; }
            read -r assignment
            echo '{"step": 1, "metrics": {"accuracy": 0.1}}'
            read -r verdict
            case "$verdict" in *prune*) exit;; esac
            while :; do sleep 1; done

            """);
        File.AppendAllText(_folder.File("small.yaml"), """

            runner: { command: [sh, train.sh, "{trial}"] }
            pruner: { name: asha, reduction: 2, among: all }

            """);

        var sweep = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");

        Assert.Equal(
            ["completed", "completed", "completed", "pruned"],
            sweep.GetProperty("trials").EnumerateArray().OrderBy(Number).Select(trial => trial.GetProperty("state").GetString()));
    }

    private static int Number(JsonElement trial) => trial.GetProperty("number").GetInt32();

    [Theory]
    [InlineData("unit: steps, least: 2", "steps)")]
    [InlineData("unit: share, least: 0.2", "% of the data)")]
    public async Task Trials_may_be_judged_by_steps_or_by_shares_of_the_data_and_those_that_go_on_end_as_without_a_judge(string fidelity, string reason)
    {
        var plain = File.ReadAllText(_folder.File("small.yaml"));
        _folder.Write("judged.yaml", plain.Replace("name: small", "name: judged", StringComparison.Ordinal).Replace("name: asha,", $"name: asha, {fidelity},", StringComparison.Ordinal));
        _folder.Write("free.yaml", plain.Replace("name: small", "name: free", StringComparison.Ordinal).Replace("pruner:", "# pruner:", StringComparison.Ordinal));

        var judged = (await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "judged.yaml")).GetProperty("trials").EnumerateArray().ToArray();
        var free = (await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "free.yaml")).GetProperty("trials").EnumerateArray().ToDictionary(Number);

        var stopped = judged.Where(trial => trial.GetProperty("state").GetString() == "pruned").ToArray();
        Assert.InRange(stopped.Length, 2, 12);
        Assert.All(stopped, trial => Assert.Contains(reason, trial.GetProperty("reason").GetString(), StringComparison.Ordinal));
        Assert.All(judged.Where(trial => trial.GetProperty("state").GetString() == "completed"), trial => Assert.Equal(Loss(free[Number(trial)]), Loss(trial)));

        static double Loss(JsonElement trial) => trial.GetProperty("metrics").GetProperty("loss").GetDouble();
    }
}
