using System.Collections.Immutable;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Definition;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class ReproductionTests : IDisposable
{
    private static readonly PeftConfig Modules =
        PeftConfig.Uniform([0, 2], new LoraConfig { Rank = 2 }, new SerialAdapterConfig { BottleneckSize = 3 });

    private readonly EngineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_recipe_trained_again_elsewhere_measures_the_same_to_the_last_digit()
    {
        var recipe = await TrainedAsync();
        using var elsewhere = new EngineBench(); // nothing is shared with the first training but the text of its seeds

        var results = await ReproduceAsync(elsewhere, elsewhere.Study, recipe);

        Assert.Contains(results, result => result is { Metric: "accuracy", Split: "validation" });
        Assert.All(results, result => Assert.Equal(result.Stored, result.Measured));
    }

    [Fact]
    public async Task Another_seed_is_another_training()
    {
        var recipe = await TrainedAsync();
        var results = await ReproduceAsync(_bench, _bench.Study, recipe with { Seeds = recipe.Seeds.SetItem("training", 6) });

        Assert.Contains(results, result => !result.IsEqual);
    }

    [Fact]
    public async Task Other_training_rows_than_the_recipe_s_are_refused_before_anything_is_trained()
    {
        var recipe = await TrainedAsync();
        var study = _bench.Study with { Data = _bench.Study.Data with { TrainLimit = 50 } };

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => ReproduceAsync(_bench, study, recipe));

        Assert.Contains("other train rows", Assert.Single(error.Faults).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_bench.File("again")));
    }

    [Fact]
    public async Task What_training_found_the_ranks_of_is_trained_again_as_it_was_searched()
    {
        var recipe = await TrainedAsync(PeftConfig.Uniform([0, 1, 2], new AdaloraConfig { Rank = 1, InitialRank = 3, Interval = 1 }));

        var results = await ReproduceAsync(_bench, _bench.Study, recipe);

        Assert.All(results, result => Assert.Equal(result.Stored, result.Measured));
    }

    [Fact]
    public async Task A_study_that_chooses_epochs_by_another_metric_or_weighs_classes_is_refused()
    {
        var recipe = await TrainedAsync();
        var study = _bench.Study with
        {
            Objectives = [_bench.Study.Objectives[0] with { Name = "f1_macro" }],
            Task = new() { IsBalanced = true },
        };

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => ReproduceAsync(_bench, study, recipe));

        Assert.Equal(
            ["Its epoch was chosen by accuracy, the study's are by f1_macro.", "Its classes were weighted otherwise than the study's."],
            error.Faults.Select(fault => fault.Message));
    }

    private async Task<Recipe> TrainedAsync(PeftConfig? modules = null)
    {
        var assignment = _bench.Assignment(0, modules ?? Modules);
        await _bench.RunAsync(assignment);

        return TrialExporter.RecipeOf(_bench.Study, assignment.CheckpointFolder);
    }

    private static Task<ImmutableArray<VerifiedResult>> ReproduceAsync(EngineBench bench, StudyDefinition study, Recipe recipe) =>
        new Reproduction(bench.Workspace, bench.Runner, bench.Finals).RunAsync(
            study,
            (recipe, "recipe.json"),
            Directory.CreateDirectory(bench.File("again")).FullName,
            bench.Reporter,
            TestContext.Current.CancellationToken);
}
