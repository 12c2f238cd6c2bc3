using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.LayerNormTuning;

/// <summary>Trained norms as PEFT's <c>LN_TUNING</c>.</summary>
internal sealed class LayerNormTuningHuggingFace : HuggingFaceMapping
{
    public override string PeftType => "LN_TUNING";

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => ExportVerdict.Exact;

    public override void Describe(ImmutableArray<PeftGroup> groups, ModelShape shape, JsonObject config)
    {
        config["exclude_modules"] = null;
        config["target_modules"] = PortableJson.List(Norms(groups, shape).Select(norm => norm.Path));
    }

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        from norm in Norms(groups, shape)
        from part in LayerNormTuningMethod.Parts(norm)
        select TensorLayout.Of($"{ModelPrefix}{norm.Path}.ln_tuning_layers{part.Name[part.Name.LastIndexOf('.')..]}", part);

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        var targets = new TargetMatcher(config);
        var norms = shape.Norms.Where(norm => targets.Names("target_modules", norm.Path)).ToArray();
        if (norms.Length == 0)
        {
            config.Fault("target_modules", $"No norm of the {shape.Family} model is a target.");
        }

        return norms.Select(norm => new PeftPlacement(norm.Layer, new LayerNormTuningConfig
        {
            Attention = norm.Kind == SublayerKind.Attention,
            FeedForward = norm.Kind == SublayerKind.FeedForward,
        }));
    }

    private static IEnumerable<NormShape> Norms(ImmutableArray<PeftGroup> groups, ModelShape shape) => groups
        .SelectMany(group => LayerNormTuningMethod.Norms((LayerNormTuningConfig)group.Method, group.Layers, shape))
        .OrderBy(norm => norm.Path, StringComparer.Ordinal);
}
