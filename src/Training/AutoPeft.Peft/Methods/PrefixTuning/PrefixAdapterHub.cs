using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>Prefixes as AdapterHub's flat <c>PrefixTuningConfig</c>: one length, in any layers.</summary>
internal sealed class PrefixAdapterHub : AdapterHubMapping
{
    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Length == 1
            ? ExportVerdict.Exact
            : ExportVerdict.Impossible("AdapterHub has prefixes of one length only.", "Export to autopeft.");

    public override IEnumerable<string> Locations(MethodConfig method) => [AdapterHubNames.PrefixLocation];

    public override IEnumerable<AdapterHubMember> Members(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Select(group => new AdapterHubMember(Member(((PrefixTuningConfig)group.Method).PrefixLength), group.Layers));

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names) =>
        groups.Select(group => Table(group, names));

    public override bool Reads(JsonElement member) =>
        !IsGated(member) && member.TryGetProperty("architecture", out var architecture) && architecture.ValueEquals("prefix_tuning");

    public override IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape)
    {
        if (!member.Flag("flat", byDefault: false))
        {
            member.Fault("flat", "The prefix is stored as a network; call eject_prefix_tuning in AdapterHub before saving.");
        }

        var config = new PrefixTuningConfig { PrefixLength = member.WholeNumber("prefix_length") };

        return layers.Select(layer => new PeftPlacement(layer, config));
    }

    // [L, layers · 2 · K], stored as one long row.
    private static TensorLayout Table(PeftGroup group, AdapterHubNames names)
    {
        var length = ((PrefixTuningConfig)group.Method).PrefixLength;
        var width = names.Shape.KeyValueSize;

        return new(
            names.Prefix(),
            new(length * group.Layers.Length * 2 * width),
            PrefixNames.Parts(group.Layers, length, width));
    }

    private static JsonObject Member(int length) => new()
    {
        ["architecture"] = "prefix_tuning",
        ["bottleneck_size"] = PrefixTuningConfig.DefaultReparameterizationSize,
        ["cross_prefix"] = true,
        ["dropout"] = PortableJson.Float(0),
        ["encoder_prefix"] = true,
        ["flat"] = true,
        ["init_weights_seed"] = null,
        ["non_linearity"] = "tanh",
        ["prefix_length"] = length,
        ["shared_gating"] = true,
        ["use_gating"] = false,
    };
}
