using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class FoundRanksTests : IDisposable
{
    private static readonly PeftConfig Adalora =
        PeftConfig.Uniform([0, 1, 2], new AdaloraConfig { Rank = 1, InitialRank = 3, Interval = 1 });

    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_ranks_that_training_found_are_results_of_the_trial_and_its_recipe()
    {
        var assignment = _bench.Assignment(0, Adalora);
        var outcome = await _bench.RunAsync(assignment);
        var recipe = TrialArtifact.Read(assignment.CheckpointFolder, _bench.Study.Shape).Recipe;

        var ranks = recipe.Configuration.Placements.Sum(placement =>
            Assert.IsType<LoraConfig>(placement.Method).Rank * ((LoraConfig)placement.Method).Targets.Count);
        Assert.Equal(6, ranks); // three layers, query and value, one each in the mean
        Assert.Equal(6, outcome.Metrics["rank.total"]);
        Assert.Equal(Adalora, PeftConfig.FromJson(recipe.Lineage["trained_as"], "lineage"));
    }

    [Fact]
    public async Task They_can_be_exported_as_plain_low_rank_modules_and_verified()
    {
        var assignment = _bench.Assignment(0, Adalora);
        await _bench.RunAsync(assignment);
        new TrialExporter(_bench.Finals).Export(
            _bench.Study, assignment.CheckpointFolder, new ExportTarget(ExportFormats.Find("hf_peft")!, _bench.File("export")), test: null);

        var report = await new ExportVerification(_bench.Workspace, _bench.Finals)
            .VerifyAsync(_bench.Study, _bench.File("export"), TestContext.Current.CancellationToken);

        Assert.True(report.IsVerified);
    }

    [Fact]
    public void Modules_that_were_assigned_are_no_finding() =>
        Assert.Empty(FoundRanks.Of(PeftConfig.Uniform([0], new LoraConfig()), PeftConfig.Uniform([0], new LoraConfig())));
}
