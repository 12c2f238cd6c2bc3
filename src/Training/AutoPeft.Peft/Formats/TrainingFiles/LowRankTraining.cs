using System.Globalization;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>What the tools have in common that train low-rank modules of language models through PEFT.</summary>
internal static class LowRankTraining
{
    /// <summary>Why it cannot be trained there at all, or what is different for every configuration.</summary>
    public static ExportVerdict Judge(Recipe recipe, ModelShape shape, string tool)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var verdict = new HuggingFaceFormat().Judge(recipe.Configuration, shape);
        if (!verdict.IsPossible || Peft(recipe.Configuration, shape)["peft_type"]!.GetValue<string>() != LowRankFields.PeftType)
        {
            return ExportVerdict.Impossible(
                $"{tool} trains LoRA and DoRA only.", verdict.IsPossible ? "Export a training script instead." : "Export to autopeft.");
        }

        if (shape.Family is not ("gpt2" or "llama"))
        {
            return ExportVerdict.Impossible(
                $"{tool} trains models that continue texts, and {shape.Family} reads them only.", "Export a training script instead.");
        }

        verdict = verdict.And(ExportVerdict.Approximate(RetrainingDifferences.Of(recipe.Trained)));

        return recipe.Task == TaskKind.LanguageModelling
            ? verdict
            : verdict.And(ExportVerdict.Approximate([$"{tool} trains the modules to continue texts; the classifier and its labels are left out."]));
    }

    /// <summary>What the user has to add to a file, as its first line.</summary>
    /// <param name="task">What the recipe learned.</param>
    /// <param name="missing">What the tool wants to be told besides.</param>
    public static string Comment(TaskKind task, string missing) => $"The PEFT modules that AutoPEFT found. Add {missing}"
        + (task == TaskKind.LanguageModelling ? "." : "; the classifier of the search is not part of this file.");

    /// <summary>The fields of PEFT's own configuration.</summary>
    public static JsonObject Peft(PeftConfig config, ModelShape shape) => HuggingFaceFormat.Describe(config, shape);

    /// <summary>The full names of the adapted modules.</summary>
    public static IEnumerable<string> Targets(JsonObject peft) => peft["target_modules"]!.AsArray().Select(name => name!.GetValue<string>());

    /// <summary>Whether some modules have another rank or alpha than the rest.</summary>
    public static bool IsMixed(JsonObject peft) => Pattern(peft, "rank_pattern").Count + Pattern(peft, "alpha_pattern").Count > 0;

    /// <summary>A number of the configuration; 0 when it is not there.</summary>
    public static double Number(JsonNode? node) => node is null ? 0 : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    /// <summary>The numbers of single modules, by PEFT's patterns.</summary>
    public static JsonObject Pattern(JsonObject peft, string field) => peft[field]!.AsObject();
}
