using System.Text.Json;
using AutoPeft.TestKit.Files;

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

    private static int Number(JsonElement trial) => trial.GetProperty("number").GetInt32();
}
