using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>
/// Low-rank modules as PEFT's <c>LORA</c>, with a rank and an alpha of its own for every module that differs.
/// </summary>
internal sealed class LoraHuggingFace : HuggingFaceMapping
{
    public override string PeftType => "LORA";

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => ExportVerdict.Approximate(
        groups.Select(Config).DistinctBy(config => config.DropoutFraction).Count() > 1
            ? ["PEFT has one dropout for all modules, which matters when they are trained further, not for their outputs."]
            : []);

    // Overlapping patterns change their meaning when PEFT sorts the keys on saving: every key names one module in full.
    public override void Describe(ImmutableArray<PeftGroup> groups, ModelShape shape, JsonObject config)
    {
        var modules = groups
            .SelectMany(group => Modules(group, shape))
            .OrderBy(item => item.Path, StringComparer.Ordinal)
            .ToArray();
        var common = Config(groups.MaxBy(group => group.Layers.Length * Config(group).Targets.Count)!);
        var stabilized = groups.All(group => Config(group).RankStabilized);
        var alpha = Alpha(common, stabilized);
        config["alpha_pattern"] = Pattern(
            modules.Where(item => Alpha(item.Config, stabilized) != alpha),
            item => PortableJson.Number(Alpha(item, stabilized)));
        config["bias"] = "none";
        config["fan_in_fan_out"] = shape.Family == "gpt2"; // its linear modules store their weight transposed
        config["init_lora_weights"] = true;
        config["layers_pattern"] = null;
        config["layers_to_transform"] = null;
        config["lora_alpha"] = PortableJson.Number(alpha);
        config["lora_bias"] = false;
        config["lora_dropout"] = PortableJson.Float(common.DropoutFraction);
        config["r"] = common.Rank;
        config["rank_pattern"] = Pattern(modules.Where(item => item.Config.Rank != common.Rank), item => item.Rank);
        config["target_modules"] = PortableJson.List(modules.Select(item => item.Path));
        config["use_dora"] = false;
        config["use_rslora"] = stabilized;
    }

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        from @group in groups
        from layer in @group.Layers
        from kind in Config(@group).Targets
        let module = shape.Find(layer, kind)!
        let parts = LoraNames.Parts(module, Config(@group).Rank)
        from layout in (TensorLayout[])
        [
            TensorLayout.Of($"{ModelPrefix}{module.Path}.lora_A.weight", parts[0]),
            TensorLayout.Of($"{ModelPrefix}{module.Path}.lora_B.weight", parts[1]),
        ]
        select layout;

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape) =>
        new LoraHuggingFaceReader(config).Read(shape);

    private static LoraConfig Config(PeftGroup group) => (LoraConfig)group.Method;

    // PEFT scales all modules by one rule: where ours are mixed, alpha / √r is written as alpha' / r.
    private static double Alpha(LoraConfig config, bool stabilized) =>
        stabilized ? config.Alpha : config.PlainAlpha;

    private static IEnumerable<(string Path, LoraConfig Config)> Modules(PeftGroup group, ModelShape shape) =>
        from layer in @group.Layers
        from kind in Config(@group).Targets
        select (shape.Find(layer, kind)!.Path, Config(@group));

    private static JsonObject Pattern(
        IEnumerable<(string Path, LoraConfig Config)> modules, Func<LoraConfig, JsonNode> value) =>
        new(modules.Select(item => KeyValuePair.Create("^" + Regex.Escape(item.Path), (JsonNode?)value(item.Config))));
}
