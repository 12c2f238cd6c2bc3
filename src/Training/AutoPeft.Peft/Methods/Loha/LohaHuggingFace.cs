using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Loha;

/// <summary>Low-rank Hadamard products as PEFT's <c>LOHA</c>, with a rank and an alpha for every module that differs.</summary>
internal sealed class LohaHuggingFace : TargetedMapping<LohaConfig>
{
    public override string PeftType => "LOHA";

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        var targets = new TargetMatcher(config);
        RankFields.RefuseDropout(config);

        return targets.Placements(shape, module => new LohaConfig
        {
            Rank = RankFields.Rank(config, targets, module),
            Alpha = RankFields.Alpha(config, targets, module, "alpha"),
            Targets = [module.Kind],
        });
    }

    protected override string? Conflict(LohaConfig first, LohaConfig second) => null;

    protected override void Describe(ImmutableArray<(ModuleShape Module, LohaConfig Config)> modules, JsonObject config)
    {
        RankFields.Write([.. modules.Select(item => (item.Module, item.Config.Rank, item.Config.Alpha))], "alpha", config);
        config["init_weights"] = true;
        config["module_dropout"] = PortableJson.Float(0);
        config["rank_dropout"] = PortableJson.Float(0);
    }

    protected override IEnumerable<TensorLayout> Layouts(LohaConfig config, ModuleShape module, string prefix)
    {
        var parts = new LohaMethod().Parts(config, module);

        return
        [
            TensorLayout.Of(prefix + "hada_w1_a", parts[0]),
            TensorLayout.Of(prefix + "hada_w1_b", parts[1]),
            TensorLayout.Of(prefix + "hada_w2_a", parts[2]),
            TensorLayout.Of(prefix + "hada_w2_b", parts[3]),
        ];
    }
}
