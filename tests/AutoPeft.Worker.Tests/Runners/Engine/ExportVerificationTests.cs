using System.Collections.Immutable;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Formats.Own;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class ExportVerificationTests : IDisposable
{
    private static readonly PeftConfig Lora = PeftConfig.Uniform([0, 1, 2], new LoraConfig { Rank = 2 });

    private readonly EngineBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(OwnFormat.FormatName)]
    [InlineData(HuggingFaceFormat.FormatName)]
    public async Task A_low_rank_export_measures_the_same_to_the_last_digit(string format)
    {
        await ExportAsync(Lora, format);

        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_bottleneck_export_measures_the_same_to_the_last_digit()
    {
        await ExportAsync(PeftConfig.Uniform([0, 1, 2], new SerialAdapterConfig { BottleneckSize = 4 }), AdapterHubFormat.FormatName);

        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_reparameterised_prefix_measures_the_same_once_it_is_folded()
    {
        await ExportAsync(PeftConfig.Uniform([1, 2], new PrefixTuningConfig { PrefixLength = 2, Reparameterized = true }), OwnFormat.FormatName);

        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task What_was_measured_on_the_test_rows_is_verified_too()
    {
        await ExportAsync(Lora, OwnFormat.FormatName);

        var report = await VerifyAsync(_bench);

        Assert.Equal(["test", "validation"], report.Results.Select(result => result.Split).Distinct().Order());
    }

    [Fact]
    public async Task A_result_that_is_not_reproduced_is_reported_with_both_values()
    {
        await ExportAsync(Lora, OwnFormat.FormatName, test => test.SetItem("loss", test["loss"] + 1e-9));

        var report = await VerifyAsync(_bench);

        Assert.False(report.IsVerified);
        var different = Assert.Single(report.Results, result => !result.IsEqual);
        Assert.Equal(("test", "loss"), (different.Split, different.Metric));
        Assert.Equal(1e-9, different.Stored - different.Measured, 1e-12);
    }

    [Fact]
    public async Task Other_data_than_the_recipe_s_is_refused()
    {
        await ExportAsync(Lora, OwnFormat.FormatName);
        var study = _bench.Study with { Data = _bench.Study.Data with { ValidationLimit = 50 } };

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => Verification(_bench).VerifyAsync(study, Target, Cancel));

        Assert.Contains("other validation rows", Assert.Single(error.Faults).Message);
    }

    [Fact]
    public async Task An_export_that_was_tampered_with_is_refused()
    {
        await ExportAsync(Lora, OwnFormat.FormatName);
        var weights = Path.Combine(Target, "weights.safetensors");
        var bytes = await File.ReadAllBytesAsync(weights, Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(weights, bytes, Cancel);

        await Assert.ThrowsAsync<InvalidInputException>(() => VerifyAsync(_bench));
    }

    [Fact]
    public async Task A_format_that_cannot_hold_the_modules_is_a_fault()
    {
        var both = PeftConfig.Uniform([1], new LoraConfig { Rank = 2 }, new SerialAdapterConfig { BottleneckSize = 2 });

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => ExportAsync(both, HuggingFaceFormat.FormatName));

        Assert.Equal(HuggingFaceFormat.FormatName, Assert.Single(error.Faults).Place.Source);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public async Task Full_fine_tuning_has_no_module_export()
    {
        var whole = _bench.Assignment(0, PeftConfig.Empty) with { Training = _bench.Study.Training with { TrainsBaseModel = true } };
        await _bench.RunAsync(whole);

        Assert.Throws<InvalidInputException>(
            () => new TrialExporter(_bench.Finals).Export(
                _bench.Study, whole.CheckpointFolder, new ExportTarget(new OwnFormat(), Target), test: null));
    }

    private string Target => _bench.File("export");

    private static ExportVerification Verification(EngineBench bench) => new(bench.Workspace, bench.Finals);

    private Task<VerificationReport> VerifyAsync(EngineBench bench) => Verification(bench).VerifyAsync(_bench.Study, Target, Cancel);

    private async Task AssertVerifiedAsync()
    {
        using var there = new EngineBench(); // nothing is shared with the training but files
        var report = await Verification(there).VerifyAsync(_bench.Study, Target, Cancel);

        Assert.All(report.Results, result => Assert.Equal(result.Stored, result.Measured));
        Assert.True(report.IsVerified);
    }

    private async Task ExportAsync(
        PeftConfig config,
        string format,
        Func<ImmutableSortedDictionary<string, double>, ImmutableSortedDictionary<string, double>>? change = null)
    {
        var assignment = _bench.Assignment(0, config);
        await _bench.RunAsync(assignment);
        var test = await _bench.Finals.MeasureAsync(_bench.Study, assignment.CheckpointFolder, Cancel);
        new TrialExporter(_bench.Finals).Export(
            _bench.Study,
            assignment.CheckpointFolder,
            new ExportTarget(ExportFormats.Find(format)!, Target),
            change is null ? test : change(test));
    }
}
