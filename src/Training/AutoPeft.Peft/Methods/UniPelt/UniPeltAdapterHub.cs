using System.Collections.Immutable;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>The combination as AdapterHub's <c>UniPELTConfig</c>: the configurations of its three members, each with <c>use_gating</c>.</summary>
internal sealed class UniPeltAdapterHub : AdapterHubMapping
{
    private static readonly SerialAdapterHub Adapter = new();
    private static readonly PrefixAdapterHub Prefix = new();
    private static readonly LoraAdapterHub Lora = new();
    private static readonly ImmutableArray<AdapterHubMapping> All = [Adapter, Prefix, Lora];

    public override bool IsLowRank => true;

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => Members(groups)
        .Select(member => member.Mapping.Judge(member.Groups, shape))
        .Append(ExportVerdict.Approximate(["AdapterHub's gates take the mean over padding, too, and so depend on the batch."]))
        .Aggregate((all, verdict) => all.And(verdict));

    public override IEnumerable<string> Locations(MethodConfig method) =>
        ((UniPeltConfig)method).Gated.SelectMany(member => MappingOf(member).Locations(member));

    public override IEnumerable<AdapterHubMember> Members(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        foreach (var member in Members(groups).SelectMany(member => member.Mapping.Members(member.Groups, shape)))
        {
            member.Config[GatingField] = true;
            yield return member;
        }
    }

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names) => Members(groups)
        .SelectMany(member => member.Mapping.Tensors(member.Groups, names))
        .Select(layout => layout with { Parts = [.. layout.Parts.Select(UniPeltParts.Own)] })
        .Concat(groups.SelectMany(group => Gates((UniPeltConfig)group.Method, group.Layers, names)));

    public override bool Reads(JsonElement member) => IsGated(member) && All.Any(mapping => mapping.Reads(Ungated(member)));

    public override IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape)
    {
        var plain = member.With(GatingField, false);
        member.MustBe("shared_gating", "true");

        return All.First(mapping => mapping.Reads(plain.Element)).Read(plain, layers, shape)
            .Select(placement => placement with { Method = Part(placement.Method, member) });
    }

    private static UniPeltConfig Part(MethodConfig member, JsonFields fields)
    {
        var none = new UniPeltConfig { BottleneckSize = 0, Rank = 0, PrefixLength = 0 };
        var part = member switch
        {
            SerialAdapterConfig adapter => none with { BottleneckSize = adapter.BottleneckSize, Activation = adapter.Activation },
            PrefixTuningConfig prefix => none with { PrefixLength = prefix.PrefixLength },
            LoraConfig lora => none with { Rank = lora.Rank, Targets = lora.Targets },
            _ => none,
        };
        var ungated = member is LoraConfig update ? update with { Alpha = update.Rank } : member; // the gate takes the place of the scale
        if (!part.Gated.Contains(ungated))
        {
            fields.Fault(GatingField, "A gated module with these settings cannot be expressed in this version.");
        }

        return part;
    }

    private static JsonElement Ungated(JsonElement member) => new JsonFields(member, string.Empty, []).With(GatingField, false).Element;

    // Each kind of member with the layers that have it, by settings.
    private static IEnumerable<(AdapterHubMapping Mapping, ImmutableArray<PeftGroup> Groups)> Members(ImmutableArray<PeftGroup> groups) =>
        from @group in groups
        from member in ((UniPeltConfig)@group.Method).Gated
        group (member, @group.Layers) by MappingOf(member) into same
        select (same.Key, same
            .SelectMany(item => item.Layers, (item, layer) => (item.member, layer))
            .GroupBy(item => item.member, item => item.layer)
            .Select(item => new PeftGroup(item.Key, [.. item.Order()]))
            .ToImmutableArray());

    private static AdapterHubMapping MappingOf(MethodConfig member) => member switch
    {
        SerialAdapterConfig => Adapter,
        PrefixTuningConfig => Prefix,
        _ => Lora,
    };

    private static IEnumerable<TensorLayout> Gates(UniPeltConfig config, ImmutableArray<int> layers, AdapterHubNames names)
    {
        foreach (var layer in layers)
        {
            (string Name, TensorPart[] Parts)[] gates =
            [
                .. config.Adapter is null
                    ? [] : new[] { (names.Bottleneck(layer, SublayerKind.FeedForward, "gate"), UniPeltParts.Adapter(config, layer, names.Shape)) },
                .. config.Prefix is null ? [] : new[] { (names.PrefixGate(layer), UniPeltParts.Prefix(config, layer, names.Shape)) },
                .. UniPeltParts.Modules(config, layer, names.Shape)
                    .Select(module => (names.Lora(layer, module.Kind, "gate"), UniPeltParts.Lora(config, module))),
            ];
            foreach (var (name, parts) in gates)
            {
                yield return TensorLayout.Of(name + ".weight", parts[^2]);
                yield return TensorLayout.Of(name + ".bias", parts[^1]);
            }
        }
    }
}
