using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>Vector-based random matrix adaptation as PEFT's <c>VERA</c>, with the random matrices in the file.</summary>
internal sealed class VeraHuggingFace : TargetedMapping<VeraConfig>
{
    public override string PeftType => "VERA";

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Length == 1
            ? ExportVerdict.Exact
            : ExportVerdict.Impossible(
                "PEFT shares one pair of random matrices between all modules; these have several.", "Export to autopeft.");

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        var shared = groups.SelectMany(group => new VeraMethod().Shared((VeraConfig)group.Method, group.Layers, shape)).ToArray();

        return base.Tensors(groups, shape)
            .Append(TensorLayout.Of("base_model.vera_A", shared[0]))
            .Append(TensorLayout.Of("base_model.vera_B", shared[1]));
    }

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        config.MustBe("save_projection", "true");
        config.MustBe("vera_dropout", "0", "0.0");
        config.MustBe("bias", "\"none\"");
        var common = new VeraConfig { Rank = config.WholeNumber("r", 256), InitialScale = config.Number("d_initial", 0.1) };
        var placements = new TargetMatcher(config).Placements(shape, module => common with { Targets = [module.Kind] }).ToArray();
        if (PeftConfig.Of(placements).Groups.Length > 1)
        {
            config.Fault("target_modules", "Layers have different targets, which this version keeps apart.");
        }

        return placements;
    }

    protected override void Describe(ImmutableArray<(ModuleShape Module, VeraConfig Config)> modules, JsonObject config)
    {
        config["bias"] = "none";
        config["d_initial"] = PortableJson.Float(modules[0].Config.InitialScale);
        config["fan_in_fan_out"] = false;
        config["init_weights"] = true;
        config["projection_prng_key"] = 0;
        config["r"] = modules[0].Config.Rank;
        config["save_projection"] = true;
        config["vera_dropout"] = PortableJson.Float(0);
    }

    protected override IEnumerable<TensorLayout> Layouts(VeraConfig config, ModuleShape module, string prefix)
    {
        var parts = new VeraMethod().Parts(config, module);

        return [TensorLayout.Of(prefix + "vera_lambda_d", parts[0]), TensorLayout.Of(prefix + "vera_lambda_b", parts[1])];
    }
}
