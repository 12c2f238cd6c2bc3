using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Miss;

/// <summary>Matrix shard sharing as PEFT's <c>MISS</c>, which has one rank for all modules.</summary>
internal sealed class MissHuggingFace : TargetedMapping<MissConfig>
{
    public override string PeftType => "MISS";

    public override string Since => "0.17.0";

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        config.MustBe("init_weights", "true", "false");
        config.MustBe("miss_dropout", "0", "0.0");
        config.MustBe("bias", "\"none\"");
        var rank = config.WholeNumber("r", 64);

        return new TargetMatcher(config).Placements(
            shape, module => new MissConfig { Rank = rank, Targets = [module.Kind] });
    }

    protected override void Describe(ImmutableArray<(ModuleShape Module, MissConfig Config)> modules, JsonObject config)
    {
        config["bias"] = "none";
        config["init_weights"] = true;
        config["mini_r"] = 1;
        config["miss_dropout"] = PortableJson.Float(0);
        config["r"] = modules[0].Config.Rank;
    }

    protected override IEnumerable<TensorLayout> Layouts(MissConfig config, ModuleShape module, string prefix) =>
        [TensorLayout.Of(prefix + "miss_block", new MissMethod().Parts(config, module)[0])];
}
