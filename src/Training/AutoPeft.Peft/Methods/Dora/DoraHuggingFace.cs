using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Dora;

/// <summary>Weight-decomposed modules as PEFT's <c>LORA</c> with <c>use_dora</c>.</summary>
internal sealed class DoraHuggingFace : TargetedMapping<DoraConfig>
{
    public override string PeftType => LowRankFields.PeftType;

    public override bool Reads(JsonFields config) => base.Reads(config) && config.Flag("use_dora", byDefault: false);

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        LowRankFields.RefuseWhatWeCannotExpress(config);
        config.MustBe("use_rslora", "false");
        config.MustBe("lora_dropout", "0", "0.0");
        var targets = new TargetMatcher(config);

        return targets.Placements(shape, module => new DoraConfig
        {
            Rank = LowRankFields.Rank(config, targets, module),
            Alpha = LowRankFields.Alpha(config, targets, module),
            Targets = [module.Kind],
        });
    }

    protected override string? Conflict(DoraConfig first, DoraConfig second) => null;

    protected override void Describe(ImmutableArray<(ModuleShape Module, DoraConfig Config)> modules, JsonObject config)
    {
        LowRankFields.Write([.. modules.Select(item => (item.Module, item.Config.Rank, item.Config.Alpha))], config);
        config["lora_dropout"] = PortableJson.Float(0);
        config["use_dora"] = true;
        config["use_rslora"] = false;
    }

    protected override IEnumerable<TensorLayout> Layouts(DoraConfig config, ModuleShape module, string prefix)
    {
        var parts = new DoraMethod().Parts(config, module);

        return
        [
            TensorLayout.Of(prefix + "lora_A.weight", parts[0]),
            TensorLayout.Of(prefix + "lora_B.weight", parts[1]),
            TensorLayout.Of(prefix + "lora_magnitude_vector", parts[2]),
        ];
    }
}
