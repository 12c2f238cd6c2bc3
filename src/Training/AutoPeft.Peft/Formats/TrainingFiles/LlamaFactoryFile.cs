using AutoPeft.Models.Structure;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>A configuration for <c>llamafactory-cli train</c>: LoRA or DoRA with one rank for all modules.</summary>
public sealed class LlamaFactoryFile : ITrainingFileFormat
{
    /// <inheritdoc/>
    public string Name => "llama_factory";

    /// <inheritdoc/>
    public string Title => "LLaMA-Factory";

    /// <inheritdoc/>
    public ExportVerdict Judge(Recipe recipe, ModelShape shape)
    {
        var verdict = LowRankTraining.Judge(recipe, shape, Title);

        return verdict.IsPossible && LowRankTraining.IsMixed(LowRankTraining.Peft(recipe.Configuration, shape))
            ? verdict.And(ExportVerdict.Approximate(
                ["It has one rank and one alpha for all modules; the most common ones are written."], "Export to axolotl, which keeps them."))
            : verdict;
    }

    /// <inheritdoc/>
    public ExportFile Write(TrainingFileRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Judge(request.Recipe, request.Shape).IsPossible)
        {
            throw new ArgumentException("LLaMA-Factory cannot train this configuration.", nameof(request));
        }

        var peft = LowRankTraining.Peft(request.Recipe.Configuration, request.Shape);

        return new YamlLines()
            .Comment(LowRankTraining.Comment(request.Recipe.Task, "'dataset' and 'template'"))
            .Text("model_name_or_path", request.BaseModel)
            .Text("stage", request.Recipe.Task == TaskKind.LanguageModelling ? "pt" : "sft")
            .Flag("do_train", true)
            .Text("finetuning_type", "lora")
            .Number("lora_rank", LowRankTraining.Number(peft["r"]))
            .Number("lora_alpha", LowRankTraining.Number(peft["lora_alpha"]))
            .Float("lora_dropout", LowRankTraining.Number(peft["lora_dropout"]))
            .Text("lora_target", string.Join(',', LowRankTraining.Targets(peft)))
            .Flag("use_dora", peft["use_dora"]!.GetValue<bool>())
            .Flag("use_rslora", peft["use_rslora"]!.GetValue<bool>())
            .Text("optim", "adamw_torch")
            .Text("lr_scheduler_type", "linear")
            .Float("learning_rate", request.Training.LearningRate)
            .Float("warmup_ratio", request.Training.Warmup)
            .Float("weight_decay", request.Training.WeightDecay)
            .Float("max_grad_norm", request.Training.GradientClipping)
            .Float("num_train_epochs", request.Training.Epochs)
            .Number("per_device_train_batch_size", request.Training.TextsOfPart)
            .Number("gradient_accumulation_steps", request.Training.EqualParts)
            .Number("cutoff_len", request.Training.MaximumLength)
            .Number("seed", request.Seed)
            .Text("output_dir", "output")
            .ToFile("llama_factory.yaml");
    }
}
