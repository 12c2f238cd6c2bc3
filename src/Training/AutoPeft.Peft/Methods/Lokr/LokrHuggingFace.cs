using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lokr;

/// <summary>Kronecker products as PEFT's <c>LOKR</c>, with a rank and an alpha for every module that differs.</summary>
internal sealed class LokrHuggingFace : TargetedMapping<LokrConfig>
{
    public override string PeftType => "LOKR";

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        var targets = new TargetMatcher(config);
        RankFields.RefuseDropout(config);
        config.MustBe("decompose_both", "false");
        var factor = config.WholeNumber("decompose_factor", LokrConfig.NearSquareRoot);

        return targets.Placements(shape, module => new LokrConfig
        {
            Rank = RankFields.Rank(config, targets, module),
            Alpha = RankFields.Alpha(config, targets, module, "alpha"),
            DecomposeFactor = factor,
            Targets = [module.Kind],
        });
    }

    protected override string? Conflict(LokrConfig first, LokrConfig second) =>
        first.DecomposeFactor == second.DecomposeFactor ? null : "PEFT has one decompose_factor for all modules.";

    protected override void Describe(ImmutableArray<(ModuleShape Module, LokrConfig Config)> modules, JsonObject config)
    {
        RankFields.Write([.. modules.Select(item => (item.Module, item.Config.Rank, item.Config.Alpha))], "alpha", config);
        config["decompose_both"] = false;
        config["decompose_factor"] = modules[0].Config.DecomposeFactor;
        config["init_weights"] = true;
        config["module_dropout"] = PortableJson.Float(0);
        config["rank_dropout"] = PortableJson.Float(0);
    }

    protected override IEnumerable<TensorLayout> Layouts(LokrConfig config, ModuleShape module, string prefix)
    {
        var parts = new LokrMethod().Parts(config, module);
        string[] names = parts.Length == 2 ? ["lokr_w1", "lokr_w2"] : ["lokr_w1", "lokr_w2_a", "lokr_w2_b"];

        return names.Zip(parts, (name, part) => TensorLayout.Of(prefix + name, part));
    }
}
