using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.BitFit;
using AutoPeft.Peft.Methods.Dora;
using AutoPeft.Peft.Methods.Ia3;
using AutoPeft.Peft.Methods.LayerNormTuning;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class ExportMergerTests : IDisposable
{
    private readonly EngineBench _bench = new();

    private string Target => _bench.File("merged");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Several_methods_together_are_folded_and_compute_the_same()
    {
        await ExportAsync(PeftConfig.Of(
        [
            new(0, new LoraConfig { Rank = 2 }),
            new(0, new BitFitConfig()),
            new(1, new DoraConfig { Rank = 2, Targets = [ModuleKind.FeedForwardUp] }),
            new(1, new LayerNormTuningConfig()),
            new(2, new Ia3Config()),
        ]));

        var report = Merge(_bench.Study.Model);

        Assert.True(report.IsEqual, $"{report.LargestDifference}");
        Assert.True(report.ChangedTensors > 10);
        Assert.True(File.Exists(Path.Combine(Target, "vocab.txt")));
        Assert.Equal(5, RecipeFile.Read(Path.Combine(Target, RecipeFile.FileName)).Configuration.Groups.Length);
        Assert.Contains("BertForSequenceClassification", await File.ReadAllTextAsync(Path.Combine(Target, "config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_folded_is_refused_with_its_reason_and_nothing_is_written()
    {
        await ExportAsync(PeftConfig.Uniform([1], new LoraConfig { Rank = 2 }, new SerialAdapterConfig { BottleneckSize = 2 }));

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => Merge(_bench.Study.Model)).Faults);

        Assert.Equal("serial_adapter", fault.Place.Source);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public async Task Another_base_model_is_refused()
    {
        await ExportAsync(PeftConfig.Uniform([1], new LoraConfig { Rank = 2 }));
        var merged = _bench.File("first");
        new ExportMerger(_bench.Workspace.Engine).Merge(_bench.File("export"), _bench.Study.Model, merged);

        var error = Assert.Throws<InvalidInputException>(() => Merge(merged));

        Assert.Contains("another base model", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    private MergeReport Merge(string model) => new ExportMerger(_bench.Workspace.Engine).Merge(_bench.File("export"), model, Target);

    private async Task ExportAsync(PeftConfig config)
    {
        var assignment = _bench.Assignment(0, config);
        await _bench.RunAsync(assignment);
        new TrialExporter(_bench.Finals).Export(
            _bench.Study, assignment.CheckpointFolder, new ExportTarget(ExportFormats.Find("autopeft")!, _bench.File("export")), test: null);
    }
}
