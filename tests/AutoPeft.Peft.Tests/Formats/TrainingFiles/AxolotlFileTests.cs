using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.TrainingFiles;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats.TrainingFiles;

public sealed class AxolotlFileTests
{
    private static readonly AxolotlFile Format = new();

    [Fact]
    public void Ranks_that_differ_are_written_module_by_module()
    {
        var text = TrainingFiles.Text(Format, TrainingFiles.Mixed, ModelShapes.LlamaTiny);

        Assert.Contains("lora_r: 4\nlora_alpha: 8\n", text, StringComparison.Ordinal);
        Assert.Contains(
            """
            lora_target_modules:
              - "model.layers.0.self_attn.q_proj"
              - "model.layers.0.self_attn.v_proj"
              - "model.layers.1.self_attn.v_proj"
            lora_rank_pattern:
              "^model\\.layers\\.1\\.self_attn\\.v_proj": 16
            lora_alpha_pattern:
              "^model\\.layers\\.1\\.self_attn\\.v_proj": 32

            """,
            text,
            StringComparison.Ordinal);
        Assert.Contains("seed: 4294967295\n", text, StringComparison.Ordinal); // no more than numpy takes
        Assert.Contains("micro_batch_size: 8\ngradient_accumulation_steps: 4\n", text, StringComparison.Ordinal);
        Assert.Contains("learning_rate: 0.002\nwarmup_ratio: 0.1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alpha_that_is_no_whole_number_is_said_to_be_rounded()
    {
        var verdict = TrainingFiles.Judge(Format, TrainingFiles.Mixed, ModelShapes.LlamaTiny);

        Assert.Equal(ExportVerdictKind.Approximate, verdict.Kind);
        Assert.Contains(verdict.Reasons, reason => reason.Contains("rounded", StringComparison.Ordinal));
    }

    [Fact]
    public void An_encoder_cannot_be_trained_there()
    {
        var verdict = TrainingFiles.Judge(Format, TrainingFiles.Mixed, ModelShapes.BertTiny);

        Assert.Equal(ExportVerdictKind.Impossible, verdict.Kind);
        Assert.Throws<ArgumentException>(() => TrainingFiles.Text(Format, TrainingFiles.Mixed, ModelShapes.BertTiny));
    }

    [Fact]
    public void What_is_not_of_low_rank_cannot_be_trained_there() => Assert.Equal(
        ExportVerdictKind.Impossible,
        TrainingFiles.Judge(Format, PeftConfig.Uniform([0], new SerialAdapterConfig()), ModelShapes.LlamaTiny).Kind);
}
