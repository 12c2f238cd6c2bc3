using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>A configuration for <c>axolotl train</c>: LoRA or DoRA with a rank of its own for every module that needs one.</summary>
public sealed class AxolotlFile : ITrainingFileFormat
{
    /// <inheritdoc/>
    public string Name => "axolotl";

    /// <inheritdoc/>
    public string Title => "Axolotl";

    /// <inheritdoc/>
    public ExportVerdict Judge(Recipe recipe, ModelShape shape)
    {
        var verdict = LowRankTraining.Judge(recipe, shape, Title);
        if (!verdict.IsPossible)
        {
            return verdict;
        }

        return LowRankTraining.Pattern(LowRankTraining.Peft(recipe.Configuration, shape), "alpha_pattern").Any(entry => !IsWhole(LowRankTraining.Number(entry.Value)))
            ? verdict.And(ExportVerdict.Approximate(["Its alpha patterns are whole numbers; ours are rounded."]))
            : verdict;
    }

    /// <inheritdoc/>
    public ExportFile Write(TrainingFileRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Judge(request.Recipe, request.Shape).IsPossible)
        {
            throw new ArgumentException("Axolotl cannot train this configuration.", nameof(request));
        }

        var peft = LowRankTraining.Peft(request.Recipe.Configuration, request.Shape);
        var lines = new YamlLines()
            .Comment(LowRankTraining.Comment(request.Recipe.Task, "your datasets"))
            .Text("base_model", request.BaseModel)
            .Text("adapter", "lora")
            .Number("lora_r", LowRankTraining.Number(peft["r"]))
            .Number("lora_alpha", LowRankTraining.Number(peft["lora_alpha"]))
            .Float("lora_dropout", LowRankTraining.Number(peft["lora_dropout"]))
            .List("lora_target_modules", LowRankTraining.Targets(peft));
        if (LowRankTraining.IsMixed(peft))
        {
            lines.Map("lora_rank_pattern", LowRankTraining.Pattern(peft, "rank_pattern"))
                .Map("lora_alpha_pattern", new(LowRankTraining.Pattern(peft, "alpha_pattern").Select(entry =>
                    KeyValuePair.Create(entry.Key, (JsonNode?)Whole(LowRankTraining.Number(entry.Value))))));
        }

        return lines
            .Flag("peft_use_dora", peft["use_dora"]!.GetValue<bool>())
            .Flag("peft_use_rslora", peft["use_rslora"]!.GetValue<bool>())
            .Text("optimizer", "adamw_torch")
            .Text("lr_scheduler", "linear")
            .Float("learning_rate", request.Training.LearningRate)
            .Float("warmup_ratio", request.Training.Warmup)
            .Float("weight_decay", request.Training.WeightDecay)
            .Float("max_grad_norm", request.Training.GradientClipping)
            .Number("num_epochs", request.Training.Epochs)
            .Number("micro_batch_size", request.Training.TextsOfPart)
            .Number("gradient_accumulation_steps", request.Training.EqualParts)
            .Number("sequence_len", request.Training.MaximumLength)
            .Number("seed", request.Seed)
            .Text("output_dir", "output")
            .ToFile("axolotl.yaml");
    }

    private static bool IsWhole(double value) => value == Math.Round(value);

    private static long Whole(double value) => Math.Max(1, (long)Math.Round(value));
}
