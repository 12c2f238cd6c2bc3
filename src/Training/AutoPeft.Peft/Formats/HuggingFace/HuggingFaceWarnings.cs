using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>What is known of versions of PEFT, and of the models beside it, that goes wrong with an export.</summary>
internal static class HuggingFaceWarnings
{
    private static readonly string[] Patterns = ["rank_pattern", "alpha_pattern"];

    /// <summary>The warnings, one sentence each.</summary>
    /// <param name="mapping">The method.</param>
    /// <param name="config">Its fields in <c>adapter_config.json</c>.</param>
    /// <param name="target">The model, and what it learned.</param>
    public static IEnumerable<string> Of(HuggingFaceMapping mapping, JsonObject config, (ModelShape Shape, TaskKind Task) target)
    {
        if (mapping.Since is { } version)
        {
            yield return $"PEFT has {mapping.PeftType} from version {version} on; earlier ones cannot load the export.";
        }

        if (Patterns.Any(name => config[name] is JsonObject { Count: > 0 }))
        {
            yield return "Ranks that differ are in rank_pattern and alpha_pattern, with anchored names: PEFT 0.17.1 to 0.20.0 take them so; "
                + "peft#3582 may change that in later versions.";
        }

        if (target is { Shape.Family: "gpt2" or "llama", Task: TaskKind.Classification or TaskKind.Regression })
        {
            yield return $"The classifier of {target.Shape.Family} reads the last token before the padding: set model.config.pad_token_id, or transformers "
                + "takes batches of one text only.";
        }
    }
}
