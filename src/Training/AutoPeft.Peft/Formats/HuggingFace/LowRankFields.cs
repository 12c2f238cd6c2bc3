using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>The fields of PEFT's <c>LORA</c> configuration that LoRA and DoRA share.</summary>
internal static class LowRankFields
{
    public const string PeftType = "LORA";

    private const string AlphaField = "lora_alpha";

    private static readonly string[] UnknownFeatures =
        ["layer_replication", "target_parameters", "trainable_token_indices", "alora_invocation_tokens", "use_bdlora"];

    public static void Write(ImmutableArray<(ModuleShape Module, int Rank, double Alpha)> modules, JsonObject config)
    {
        RankFields.Write(modules, AlphaField, config);
        config["bias"] = "none";
        config["fan_in_fan_out"] = false;
        config["init_lora_weights"] = true;
        config["layers_pattern"] = null;
        config["layers_to_transform"] = null;
        config["lora_bias"] = false;
    }

    public static int Rank(JsonFields config, TargetMatcher targets, ModuleShape module) =>
        RankFields.Rank(config, targets, module);

    public static double Alpha(JsonFields config, TargetMatcher targets, ModuleShape module) =>
        RankFields.Alpha(config, targets, module, AlphaField);

    public static void RefuseWhatWeCannotExpress(JsonFields config)
    {
        config.MustBe("lora_bias", "false");
        config.MustBe("bias", "\"none\"");
        config.MustBe("use_qalora", "false");
        config.MustBe("init_lora_weights", "true", "false", "\"gaussian\"");
        foreach (var name in UnknownFeatures)
        {
            config.MustBe(name);
        }
    }
}
