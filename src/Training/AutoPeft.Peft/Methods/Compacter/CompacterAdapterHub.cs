using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Compacter;

/// <summary>Compacters as AdapterHub's <c>CompacterPlusPlusConfig</c> and <c>CompacterConfig</c>, whose layers all share one rule.</summary>
internal sealed class CompacterAdapterHub : AdapterHubBottleneckMapping<CompacterConfig>
{
    protected override bool IsParallel => false;

    protected override bool IsHypercomplex => true;

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => groups.Length == 1
        ? ExportVerdict.Exact
        : ExportVerdict.Impossible("AdapterHub shares one rule between all layers; these have several.", "Export to autopeft.");

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names) =>
        from @group in groups
        let config = Config(@group)
        from layout in config.Places(@group.Layers).SelectMany(place => Layouts(config, place, names))
            .Append(TensorLayout.Of(names.Shared("phm_rule"), CompacterParts.Rule(config, @group.Layers[0])))
        select layout;

    protected override CompacterConfig ReadOwn(JsonFields member)
    {
        member.MustBe("factorized_phm_W", "true");
        member.MustBe("factorized_phm_rule", "false");
        member.MustBe("shared_phm_rule", "true");
        member.MustBe("shared_W_phm", "false");
        member.MustBe("phm_bias", "true");
        member.MustBe("learn_phm", "true");

        return new()
        {
            PhmDimension = member.WholeNumber("phm_dim", 4),
            PhmRank = member.WholeNumber("phm_rank", 1),
            Input = AdapterHubBottleneckFields.ReadInput(member),
        };
    }

    protected override void WriteOwn(CompacterConfig config, JsonObject member)
    {
        member["phm_layer"] = true;
        member["phm_dim"] = config.PhmDimension;
        member["phm_rank"] = config.PhmRank;
    }

    private static IEnumerable<TensorLayout> Layouts(CompacterConfig config, (int Layer, SublayerKind Kind) place, AdapterHubNames names)
    {
        string[] theirs =
        [
            "adapter_down.0.W_left", "adapter_down.0.W_right", "adapter_down.0.b",
            "adapter_up.W_left", "adapter_up.W_right", "adapter_up.b",
        ];

        return theirs.Zip(
            CompacterParts.Of(config, place, names.Shape),
            (name, part) => TensorLayout.Of(names.Bottleneck(place.Layer, place.Kind, name), part));
    }
}
