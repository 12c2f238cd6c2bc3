using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>Vector-based random matrix adaptation as PEFT's <c>VERA</c>, with the random matrices in the file.</summary>
internal sealed class VeraHuggingFace : SharedMatricesMapping<VeraConfig>
{
    public override string PeftType => "VERA";

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        var shared = groups.SelectMany(group => new VeraMethod().Shared((VeraConfig)group.Method, group.Layers, shape)).ToArray();

        return base.Tensors(groups, shape)
            .Append(TensorLayout.Of("base_model.vera_A", shared[0]))
            .Append(TensorLayout.Of("base_model.vera_B", shared[1]));
    }

    protected override VeraConfig Settings(JsonFields config)
    {
        config.MustBe("vera_dropout", "0", "0.0");

        return new() { Rank = config.WholeNumber("r", 256), InitialScale = config.Number("d_initial", 0.1) };
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
