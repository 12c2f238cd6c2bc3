using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>Bottlenecks as AdapterHub's <c>SeqBnConfig</c>, <c>DoubleSeqBnConfig</c> and <c>ParBnConfig</c>.</summary>
/// <typeparam name="TConfig">Our record.</typeparam>
internal abstract class AdapterHubBottleneckMapping<TConfig> : AdapterHubMapping
    where TConfig : BottleneckConfig, new()
{
    protected abstract bool IsParallel { get; }

    /// <summary>Whether the two weights are made of Kronecker products.</summary>
    protected virtual bool IsHypercomplex => false;

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => ExportVerdict.Exact;

    public override IEnumerable<string> Locations(MethodConfig method) => ((TConfig)method).Blocks
        .Select(block => $"bottleneck at {AdapterHubBottleneckFields.Location(block)}");

    // What differs in more than its size cannot share a configuration.
    public override IEnumerable<AdapterHubMember> Members(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.GroupBy(group => Config(group) with { BottleneckSize = 0 })
            .Select(same => Member([.. same], shape));

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names) =>
        from @group in groups
        from layer in @group.Layers
        from block in Config(@group).Blocks
        let parts = BottleneckNames.Parts(
            BottleneckNames.Of((layer, block), @group.Method.Method), Config(@group).BottleneckSize, names.Shape.HiddenSize)
        from layout in (TensorLayout[])
        [
            TensorLayout.Of(names.Bottleneck(layer, block, "adapter_down.0.weight"), parts[0]),
            TensorLayout.Of(names.Bottleneck(layer, block, "adapter_down.0.bias"), parts[1]),
            TensorLayout.Of(names.Bottleneck(layer, block, "adapter_up.weight"), parts[2]),
            TensorLayout.Of(names.Bottleneck(layer, block, "adapter_up.bias"), parts[3]),
        ]
        select layout;

    public override bool Reads(JsonElement member) =>
        !IsGated(member)
        && (!member.TryGetProperty("architecture", out var architecture) || architecture.ValueKind == JsonValueKind.Null)
        && (member.TryGetProperty("is_parallel", out var parallel) && parallel.ValueKind == JsonValueKind.True) == IsParallel
        && (member.TryGetProperty("phm_layer", out var hypercomplex) && hypercomplex.ValueKind == JsonValueKind.True) == IsHypercomplex;

    public override IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape)
    {
        AdapterHubBottleneckFields.Refuse(member, IsParallel);
        var common = ReadOwn(member);
        var activation = AdapterHubBottleneckFields.ReadActivation(member);
        var settings = common with
        {
            Scale = member.Number("scaling", 1),
            Activation = activation,
            Placement = AdapterHubBottleneckFields.ReadPlacement(member),
        };

        return layers.Select(layer => new PeftPlacement(
            layer, settings with { BottleneckSize = ReductionFactor.ReadSize(member, layer, shape.HiddenSize) }));
    }

    /// <summary>The settings that are this kind's own.</summary>
    protected virtual TConfig ReadOwn(JsonFields member) => new();

    /// <summary>Writes the settings that are this kind's own.</summary>
    protected virtual void WriteOwn(TConfig config, JsonObject member)
    {
    }

    protected static TConfig Config(PeftGroup group) => (TConfig)group.Method;

    private AdapterHubMember Member(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        var config = AdapterHubBottleneckFields.Write(IsParallel, Config(groups[0]));
        WriteOwn(Config(groups[0]), config);
        config["reduction_factor"] = groups.Length == 1
            ? ReductionFactor.Of(shape.HiddenSize, Config(groups[0]).BottleneckSize)
            : new JsonObject(
                from @group in groups
                from layer in @group.Layers
                select KeyValuePair.Create(
                    layer.ToString(CultureInfo.InvariantCulture),
                    (JsonNode?)ReductionFactor.Of(shape.HiddenSize, Config(@group).BottleneckSize)));

        return new(config, [.. groups.SelectMany(group => group.Layers).Order()]);
    }
}
