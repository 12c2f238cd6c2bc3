using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>Methods that change linear modules as AdapterHub's <c>LoRAConfig</c>, of which it takes one for all layers.</summary>
/// <typeparam name="TConfig">Our record.</typeparam>
internal abstract class AdapterHubLowRankMapping<TConfig> : AdapterHubMapping
    where TConfig : TargetedConfig
{
    /// <summary>How the update enters: it is added to the module's output, or is a factor on it.</summary>
    protected const string Addition = "add", Factor = "scale";

    private const string Composition = "composition_mode", Diagonal = "vera_d";

    public override bool IsLowRank => true;

    /// <summary>The value of <c>composition_mode</c>.</summary>
    protected virtual string Mode => Addition;

    /// <summary>Whether the update has a magnitude of its own: <c>use_dora</c>.</summary>
    protected virtual bool HasMagnitude => false;

    /// <summary>Whether the matrices are shared and only vectors are trained: <c>vera_d</c> and <c>vera_b</c>.</summary>
    protected virtual bool IsShared => false;

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Any(group => Config(group).Targets.Contains(ModuleKind.AttentionOutput))
            ? ExportVerdict.Impossible(
                "AdapterHub has no low-rank module on the attention's output projection.", "Export to hf_peft or autopeft.")
            : ExportVerdict.Exact;

    public override IEnumerable<string> Locations(MethodConfig method) =>
        ((TConfig)method).Targets.Select(Location).Distinct();

    public override IEnumerable<AdapterHubMember> Members(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Select(group => new AdapterHubMember(Member(Config(group)), group.Layers));

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names) =>
        from @group in groups
        from layer in @group.Layers
        from kind in Config(@group).Targets
        from layout in Layouts(Config(@group), names.Shape.Find(layer, kind)!, names.Lora(layer, kind, string.Empty))
        select layout;

    public override bool Reads(JsonElement member)
    {
        var fields = new JsonFields(member, string.Empty, []);

        return !IsGated(member)
            && fields.Find("architecture") is { ValueKind: JsonValueKind.String } architecture && architecture.ValueEquals("lora")
            && Text(fields, Composition, Addition) == Mode
            && fields.Flag("use_dora", byDefault: false) == HasMagnitude
            && fields.Find(Diagonal) is not null == IsShared;
    }

    public override IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape)
    {
        var config = ReadOwn(member) with { Targets = [.. AdapterHubTargets.Read(member)] };

        return layers.Select(layer => new PeftPlacement(layer, config));
    }

    /// <summary>The settings that are this method's own.</summary>
    protected abstract TConfig ReadOwn(JsonFields member);

    /// <summary>Writes <c>r</c>, <c>alpha</c> and what else is this method's own.</summary>
    protected abstract void WriteOwn(TConfig config, JsonObject member);

    /// <summary>The tensors of one module; their names begin with the prefix.</summary>
    protected abstract IEnumerable<TensorLayout> Layouts(TConfig config, ModuleShape module, string prefix);

    protected static TConfig Config(PeftGroup group) => (TConfig)group.Method;

    private static string Text(JsonFields fields, string name, string byDefault) =>
        fields.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : byDefault;

    private static string Location(ModuleKind kind) => kind switch
    {
        ModuleKind.FeedForwardUp => "low-rank module at intermediate",
        ModuleKind.FeedForwardDown => "low-rank module at output",
        _ => "low-rank module at self-attention",
    };

    private JsonObject Member(TConfig config)
    {
        var member = new JsonObject
        {
            ["architecture"] = "lora",
            [Composition] = Mode,
            ["dropout"] = PortableJson.Float(0),
            ["dtype"] = null,
            ["init_weights"] = "lora",
            ["init_weights_seed"] = null,
            ["use_dora"] = HasMagnitude,
            ["use_gating"] = false,
            ["vera_b"] = null,
            [Diagonal] = null,
        };
        AdapterHubTargets.Write(config.Targets, member);
        WriteOwn(config, member);

        return member;
    }
}
