using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Low-rank modules as PEFT's <c>LORA</c>, with a rank and an alpha of its own for every module that differs.</summary>
internal sealed class LoraHuggingFace : TargetedMapping<LoraConfig>
{
    public override string PeftType => LowRankFields.PeftType;

    public override bool Reads(JsonFields config) => base.Reads(config) && !config.Flag("use_dora", byDefault: false);

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => ExportVerdict.Approximate(
        groups.Select(group => ((LoraConfig)group.Method).DropoutFraction).Distinct().Count() > 1
            ? ["PEFT has one dropout for all modules, which matters when they are trained further, not for their outputs."]
            : []);

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        LowRankFields.RefuseWhatWeCannotExpress(config);
        var targets = new TargetMatcher(config);
        var common = new LoraConfig
        {
            DropoutFraction = config.Number("lora_dropout", 0),
            RankStabilized = config.Flag("use_rslora", byDefault: false),
        };

        return targets.Placements(shape, module => common with
        {
            Rank = LowRankFields.Rank(config, targets, module),
            Alpha = LowRankFields.Alpha(config, targets, module),
            Targets = [module.Kind],
        });
    }

    protected override void Describe(ImmutableArray<(ModuleShape Module, LoraConfig Config)> modules, JsonObject config)
    {
        // PEFT scales all modules by one rule: where ours are mixed, alpha / √r is written as alpha' / r.
        var stabilized = modules.All(item => item.Config.RankStabilized);
        LowRankFields.Write(
            [.. modules.Select(item =>
                (item.Module, item.Config.Rank, stabilized ? item.Config.Alpha : item.Config.PlainAlpha))],
            config);
        config["lora_dropout"] = PortableJson.Float(modules[0].Config.DropoutFraction);
        config["use_dora"] = false;
        config["use_rslora"] = stabilized;
    }

    protected override IEnumerable<TensorLayout> Layouts(LoraConfig config, ModuleShape module, string prefix)
    {
        var parts = LoraNames.Parts(module, config.Rank);

        return
        [
            TensorLayout.Of(prefix + "lora_A.weight", parts[0]),
            TensorLayout.Of(prefix + "lora_B.weight", parts[1]),
        ];
    }
}
