using AutoPeft.Models.Structure;
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

    public static TheoryData<string> Allocators =>
    [
        """{"method":"adalora","rank":1,"initial_rank":3,"interval":1}""",
        """{"method":"increlora","rank":2}""",
        """{"method":"triadaptlora","rank":2,"interval":1}""",
        """{"method":"sora","rank":3,"sparsity":60}""",
        """{"method":"dylora","rank":4,"used_rank":2}""",
        """{"method":"dylora","rank":4,"used_rank":1,"ranks":"shared"}""",
    ];

    [Theory]
    [MemberData(nameof(Allocators))]
    public async Task Every_allocator_s_ranks_are_in_the_result_and_the_recipe_and_are_found_again(string method)
    {
        var config = PeftConfig.FromJson($$"""{"modules":[{{method.Insert(1, "\"layers\":[0,1,2],")}}]}""", "test");
        var assignment = _bench.Assignment(0, config);
        var outcome = await _bench.RunAsync(assignment);
        var recipe = TrialArtifact.Read(assignment.CheckpointFolder, _bench.Study.Shape).Recipe;

        var stored = FoundRanks.Of(config, recipe.Configuration).ToArray();
        Assert.Equal(7, stored.Length); // three layers, query and value, and the sum
        Assert.All(stored, rank => Assert.Equal(rank.Value, outcome.Metrics[rank.Key]));
        Assert.Equal(config, recipe.Trained);

        var again = await new Reproduction(_bench.Workspace, _bench.Runner, _bench.Finals).RunAsync(
            _bench.Study, (recipe, "recipe.json"), Directory.CreateDirectory(_bench.File("again")).FullName, new RecordingReporter(), TestContext.Current.CancellationToken);
        Assert.All(again, result => Assert.True(result.IsEqual, result.ToString()));
        Assert.All(stored, rank => Assert.Contains(again, result => result.Metric == rank.Key && result.Measured == rank.Value));
    }

    [Fact]
    public void A_module_that_needs_no_rank_has_rank_0()
    {
        var ranks = FoundRanks.Of(Adalora, PeftConfig.Of([new(1, new LoraConfig { Rank = 4, Targets = [ModuleKind.Value] })]))
            .ToDictionary();

        Assert.Equal((7, 0, 4, 4), (ranks.Count, ranks["rank.1.query"], ranks["rank.1.value"], ranks["rank.total"]));
    }

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
