using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.BitFit;

/// <summary>Trained biases as PEFT's <c>BEFT</c> (from PEFT 0.20).</summary>
internal sealed class BitFitHuggingFace : TargetedMapping<BitFitConfig>
{
    public override string PeftType => "BEFT";

    public override string Since => "0.20.0";

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape) =>
        new TargetMatcher(config).Placements(shape, module => new BitFitConfig { Targets = [module.Kind] });

    protected override string? Conflict(BitFitConfig first, BitFitConfig second) => null;

    protected override void Describe(ImmutableArray<(ModuleShape Module, BitFitConfig Config)> modules, JsonObject config) =>
        config["init_weights"] = true;

    protected override IEnumerable<TensorLayout> Layouts(BitFitConfig config, ModuleShape module, string prefix) =>
        [TensorLayout.Of(prefix + "beft_bias", new(1, module.OutputSize), new BitFitMethod().Parts(config, module)[0])];
}
