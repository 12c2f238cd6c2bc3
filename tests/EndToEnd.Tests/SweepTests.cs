using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.TestKit.Files;
using TrainableStudy = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

public sealed partial class SweepTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public ValueTask InitializeAsync()
    {
        TrainableStudy.Write(_folder);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_sweep_ends_with_a_front_baselines_and_a_verified_export_and_every_command_has_a_document()
    {
        var sweep = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");

        Assert.Equal(4, sweep.GetProperty("trials").GetArrayLength());
        Assert.NotEmpty(sweep.GetProperty("front").EnumerateArray());
        Assert.Equal(5, sweep.GetProperty("baselines").GetArrayLength());
        Assert.True(sweep.GetProperty("verified").GetBoolean());
        var export = sweep.GetProperty("export").GetProperty("path").GetString()!;
        string[] commands =
        [
            "sweep list", "sweep status small", "trial list small", "trial show 0", "front small", "hv small", "knee small", "analyze small",
            $"verify {export}", "export small --output exported", "space count small.yaml", "space validate small.yaml",
            "space sample small.yaml", "--version", "doctor", "quickstart --show-study",
        ];
        foreach (var command in commands)
        {
            Assert.Equal(JsonValueKind.Object, (await CommandLine.DocumentAsync(_folder.Path, command.Split(' '))).ValueKind);
        }
    }

    [Fact]
    public async Task A_finished_sweep_is_shown_again_and_not_repeated()
    {
        var first = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");
        var again = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");

        Assert.Equal(Timeless(first), Timeless(again));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_document_wherever_it_runs()
    {
        using var elsewhere = new TemporaryFolder();
        TrainableStudy.Write(elsewhere);

        var here = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");
        var there = await CommandLine.DocumentAsync(elsewhere.Path, "sweep", "run", "small.yaml");

        Assert.Equal(Timeless(here), Timeless(there));
    }

    [Theory]
    [InlineData("adapter_model.safetensors")]
    [InlineData("autopeft_recipe.json")]
    public async Task A_changed_export_fails_verification(string file)
    {
        var sweep = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");
        var export = sweep.GetProperty("export").GetProperty("path").GetString()!;
        var path = Path.Combine(export, file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var result = await CommandLine.RunAsync(_folder.Path, "verify", export);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains(file, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_stops_cleanly_and_the_same_command_continues()
    {
        var study = File.ReadAllText(_folder.File("small.yaml"));
        _folder.Write("small.yaml", study.Replace("trials: 4", "trials: 60", StringComparison.Ordinal));
        using var process = CommandLine.Open(_folder.Path, ["sweep", "run", "small.yaml"]);
        await Journal.GrowthAsync(process, _folder.File("studies/small/journal"), by: 4_000); // a few trials of sixty

        Assert.Equal(0, Signal(process.Id, Interrupt));
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("again to continue", errors, StringComparison.Ordinal);
        var continued = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");
        Assert.Equal(60, continued.GetProperty("trials").GetArrayLength());
    }

    [Fact]
    public async Task A_chosen_trial_is_exported_with_its_reasons_and_a_training_script()
    {
        OnlyLora(); // PEFT, and so the script, holds one method.
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");

        var dry = await CommandLine.DocumentAsync(_folder.Path, "export", "small", "--best", "accuracy", "--where", "trainable_fraction <= 100%", "--dry-run");
        Assert.False(dry.TryGetProperty("path", out _));
        Assert.Equal("exact", dry.GetProperty("verdicts").GetProperty("autopeft").GetString());

        var export = await CommandLine.DocumentAsync(_folder.Path, "export", "small", "--best", "accuracy", "--script", "--output", "mine");
        Assert.Equal(dry.GetProperty("trial").GetInt32(), export.GetProperty("trial").GetInt32());
        Assert.NotEmpty(export.GetProperty("reasons").EnumerateArray());
        Assert.True(File.Exists(_folder.File("mine/train.py")));
        await CommandLine.DocumentAsync(_folder.Path, "verify", "mine");
        Assert.True((await CommandLine.DocumentAsync(_folder.Path, "reproduce", "mine")).GetProperty("reproduced").GetBoolean());
        var imported = await CommandLine.DocumentAsync(_folder.Path, "import", "mine", "--model", "model");
        Assert.Equal(("hf_peft", "exact"), (imported.GetProperty("format").GetString(), imported.GetProperty("verdicts").GetProperty("hf_peft").GetString()));

        var none = await CommandLine.RunAsync(_folder.Path, "export", "small", "--where", "accuracy >= 101%", "--output", "other");
        Assert.Equal(3, none.ExitCode);
        Assert.False(Directory.Exists(_folder.File("other")));
    }

    [Fact]
    public async Task An_export_is_merged_imported_and_begins_another_study()
    {
        OnlyLora();
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");
        var export = await CommandLine.DocumentAsync(_folder.Path, "export", "small", "--best", "accuracy", "--format", "hf_peft", "--output", "mine");
        var merged = await CommandLine.DocumentAsync(_folder.Path, "export", "small", "--best", "accuracy", "--format", "merged", "--output", "whole");
        Assert.True(merged.GetProperty("merged").GetProperty("equal").GetBoolean());
        Assert.True(File.Exists(_folder.File("whole/model.safetensors")) && File.Exists(_folder.File("whole/recipe.json")));

        var imported = await CommandLine.DocumentAsync(_folder.Path, "import", "mine", "--study", "small");
        var trial = await CommandLine.DocumentAsync(_folder.Path, "trial", "show", export.GetProperty("trial").ToString(), "small");
        var point = imported.GetProperty("point").GetProperty("configuration");
        Assert.True(JsonElement.DeepEquals(trial.GetProperty("trial").GetProperty("configuration"), point), $"{trial} {point}");

        var text = File.ReadAllText(_folder.File("small.yaml")).Replace("name: small", "name: next\nwarm_start: [mine]\nbaselines: { before: mine }", StringComparison.Ordinal);
        _folder.Write("next.yaml", text);
        var next = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "next.yaml");
        Assert.True(JsonElement.DeepEquals(next.GetProperty("trials")[0].GetProperty("configuration"), point));
        Assert.Contains(next.GetProperty("baselines").EnumerateArray(), baseline => baseline.GetProperty("name").GetString() == "before");
    }

    [Fact]
    public async Task A_bundle_has_the_same_bytes_each_time_and_is_reproduced_elsewhere()
    {
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");
        await CommandLine.DocumentAsync(_folder.Path, "export", "small", "--output", "first", "--bundle", "first.tar");
        await CommandLine.DocumentAsync(_folder.Path, "export", "small", "--output", "second", "--bundle", "second.tar");
        Assert.Equal(File.ReadAllBytes(_folder.File("first.tar")), File.ReadAllBytes(_folder.File("second.tar")));

        using var elsewhere = new TemporaryFolder();
        await TarFile.ExtractToDirectoryAsync(_folder.File("first.tar"), elsewhere.Path, overwriteFiles: false, TestContext.Current.CancellationToken);
        var again = await CommandLine.DocumentAsync(elsewhere.Path, "reproduce", "export", "--study", "study.yaml");

        Assert.True(again.GetProperty("reproduced").GetBoolean());
    }

    [Fact]
    public async Task New_seeds_confirm_a_trial_beside_the_baselines_and_leave_the_front_alone()
    {
        var sweep = await CommandLine.DocumentAsync(_folder.Path, "sweep", "run", "small.yaml");

        var dry = await CommandLine.DocumentAsync(_folder.Path, "export", "small", "--confirm-seeds", "2", "--dry-run");

        var results = dry.GetProperty("confirmation").GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal("test", dry.GetProperty("confirmation").GetProperty("split").GetString());
        Assert.Equal(
            [$"trial {dry.GetProperty("trial").GetInt32()}", "head only", "full fine-tuning", "uniform LoRA", "uniform serial adapter"],
            results.Select(result => result.GetProperty("name").GetString()));
        Assert.All(results, result => Assert.Equal(2, result.GetProperty("values").GetArrayLength()));
        var front = await CommandLine.DocumentAsync(_folder.Path, "front", "small");
        Assert.Equal(
            sweep.GetProperty("front").EnumerateArray().Select(trial => trial.GetProperty("trial").GetInt32()),
            front.GetProperty("front").EnumerateArray().Select(trial => trial.GetProperty("number").GetInt32()));
    }

    private void OnlyLora()
    {
        var lines = File.ReadAllLines(_folder.File("small.yaml"));
        _folder.Write("small.yaml", string.Join('\n', lines.Where(line => !line.Contains("_adapter:") && !line.Contains("prefix_"))));
    }

    private const int Interrupt = 15; // SIGTERM: shells let what they start in the background ignore SIGINT

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    /// <summary>A document without what differs from run to run: times and paths.</summary>
    private static string Timeless(JsonElement document) => Timeless(JsonNode.Parse(document.GetRawText())!).ToJsonString();

    private static JsonNode Timeless(JsonNode node)
    {
        if (node is JsonObject map)
        {
            foreach (var name in map.Select(entry => entry.Key).Where(name => name.EndsWith("seconds", StringComparison.Ordinal) || name == "path").ToList())
            {
                map.Remove(name);
            }
        }

        foreach (var child in node is JsonObject parent ? parent.Select(entry => entry.Value) : node is JsonArray list ? list : [])
        {
            if (child is JsonObject or JsonArray)
            {
                Timeless(child);
            }
        }

        return node;
    }
}
