using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.TrainingFiles;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats.TrainingFiles;

public sealed class LlamaFactoryFileTests
{
    private static readonly LlamaFactoryFile Format = new();

    [Fact]
    public void Placements_are_written_with_full_names()
    {
        var config = PeftConfig.Uniform([1], new LoraConfig { Rank = 4, Alpha = 8, RankStabilized = true });

        var text = TrainingFiles.Text(Format, config, ModelShapes.LlamaTiny);

        Assert.Contains("lora_target: \"model.layers.1.self_attn.q_proj,model.layers.1.self_attn.v_proj\"\n", text, StringComparison.Ordinal);
        Assert.Contains("lora_rank: 4\nlora_alpha: 8\n", text, StringComparison.Ordinal);
        Assert.Contains("seed: 4294967295\n", text, StringComparison.Ordinal); // no more than numpy takes
        Assert.Contains("per_device_train_batch_size: 8\ngradient_accumulation_steps: 4\n", text, StringComparison.Ordinal);
        Assert.Contains("use_rslora: true\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranks_that_differ_are_said_to_become_one()
    {
        var verdict = TrainingFiles.Judge(Format, TrainingFiles.Mixed, ModelShapes.LlamaTiny);

        Assert.Contains(verdict.Reasons, reason => reason.Contains("one rank", StringComparison.Ordinal));
        Assert.Contains("axolotl", verdict.Alternative, StringComparison.Ordinal);
    }

    [Fact]
    public void The_classifier_is_said_to_be_left_out() => Assert.Contains(
        TrainingFiles.Judge(Format, PeftConfig.Uniform([1], new LoraConfig()), ModelShapes.LlamaTiny).Reasons,
        reason => reason.Contains("classifier", StringComparison.Ordinal));

    [Fact]
    public void Next_tokens_are_what_it_trains_itself()
    {
        var recipe = SampleRecipes.Of(PeftConfig.Uniform([1], new LoraConfig())) with { Task = TaskKind.LanguageModelling };

        Assert.Equal(ExportVerdict.Exact, Format.Judge(recipe, ModelShapes.LlamaTiny));
        Assert.Contains("stage: \"pt\"\n", TrainingFiles.Text(Format, recipe, ModelShapes.LlamaTiny), StringComparison.Ordinal);
    }

    [Fact]
    public void What_folds_for_an_export_is_said_to_be_trained_otherwise() => Assert.Contains(
        TrainingFiles.Judge(Format, PeftConfig.Uniform([0, 1], new AdaloraConfig()), ModelShapes.LlamaTiny).Reasons,
        reason => reason.Contains("own way of training", StringComparison.Ordinal));
}
