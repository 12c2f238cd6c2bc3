using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.RandLora;

/// <summary>RandLoRA as PEFT's <c>RANDLORA</c>, with the random matrices in the file.</summary>
internal sealed class RandLoraHuggingFace : SharedMatricesMapping<RandLoraConfig>
{
    public override string PeftType => "RANDLORA";

    // PEFT writes the matrices that all modules share once for the model and once again for each module.
    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        var (config, layers) = ((RandLoraConfig)groups[0].Method, groups[0].Layers);
        var shared = new RandLoraMethod().Shared(config, layers, shape);
        var owners = config.Modules(layers, shape).Select(module => $"{ModelPrefix}{module.Path}.").Prepend("base_model.");

        return base.Tensors(groups, shape).Concat(owners.SelectMany(owner => Matrices(shared, config, owner)));
    }

    protected override RandLoraConfig Settings(JsonFields config)
    {
        config.MustBe("randlora_dropout", "0", "0.0");

        return new() { Rank = config.WholeNumber("r", 32), Alpha = config.Number("randlora_alpha", 640) };
    }

    private static TensorLayout[] Matrices(TensorPart[] shared, RandLoraConfig config, string owner)
    {
        var (a, b) = (shared[0].Shape, shared[1].Shape);

        return
        [
            TensorLayout.Of(owner + "randlora_A", new(a[0], 1, a.Last), shared[0]),
            TensorLayout.Of(owner + "randlora_B", new(b[0], b.Last / config.Rank, config.Rank), shared[1]),
        ];
    }

    protected override void Describe(ImmutableArray<(ModuleShape Module, RandLoraConfig Config)> modules, JsonObject config)
    {
        config["bias"] = "none";
        config["fan_in_fan_out"] = false;
        config["init_weights"] = true;
        config["projection_prng_key"] = 0;
        config["r"] = modules[0].Config.Rank;
        config["randlora_alpha"] = PortableJson.Number(modules[0].Config.Alpha);
        config["randlora_dropout"] = PortableJson.Float(0);
        config["save_projection"] = true;
        config["sparse"] = false;
        config["very_sparse"] = false;
    }

    protected override IEnumerable<TensorLayout> Layouts(RandLoraConfig config, ModuleShape module, string prefix)
    {
        var parts = new RandLoraMethod().Parts(config, module);

        return [TensorLayout.Of(prefix + "randlora_lambda", parts[0]), TensorLayout.Of(prefix + "randlora_gamma", parts[1])];
    }
}
