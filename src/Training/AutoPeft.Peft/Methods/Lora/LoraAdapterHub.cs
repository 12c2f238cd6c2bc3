using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>
/// Low-rank modules as AdapterHub's <c>LoRAConfig</c>: one configuration for each rank, with the other layers left
/// out.
/// </summary>
internal sealed class LoraAdapterHub : AdapterHubMapping
{
    private static readonly (ModuleKind Kind, string Letter)[] Attention =
        [(ModuleKind.Query, "q"), (ModuleKind.Key, "k"), (ModuleKind.Value, "v")];

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Any(group => Config(group).Targets.Contains(ModuleKind.AttentionOutput))
            ? ExportVerdict.Impossible(
                "AdapterHub has no low-rank module on the attention's output projection.", "Export to hf_peft or autopeft.")
            : ExportVerdict.Exact;

    public override IEnumerable<string> Locations(MethodConfig method) =>
        ((LoraConfig)method).Targets.Select(Location).Distinct();

    public override IEnumerable<AdapterHubMember> Members(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Select(group => new AdapterHubMember(Member(Config(group)), group.Layers));

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names) =>
        from @group in groups
        from layer in @group.Layers
        from kind in Config(@group).Targets
        let module = names.Shape.Find(layer, kind)!
        let parts = LoraNames.Parts(module, Config(@group).Rank)
        from layout in (TensorLayout[])
        [
            TensorLayout.Of(names.Lora(layer, kind, "lora_A"), parts[0]),
            TensorLayout.Of(names.Lora(layer, kind, "lora_B"), parts[1]),
        ]
        select layout;

    public override bool Reads(JsonElement member) =>
        member.TryGetProperty("architecture", out var architecture) && architecture.ValueEquals("lora");

    public override IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape)
    {
        foreach (var name in (string[])["use_gating", "use_dora"])
        {
            member.MustBe(name, "false");
        }

        member.MustBe("composition_mode", "\"add\"");
        member.MustBe("vera_b");
        member.MustBe("vera_d");
        var config = new LoraConfig
        {
            Rank = member.WholeNumber("r"),
            Alpha = member.Number("alpha"),
            DropoutFraction = member.Number("dropout", 0),
            Targets = [.. Targets(member)],
        };

        return layers.Select(layer => new PeftPlacement(layer, config));
    }

    private static LoraConfig Config(PeftGroup group) => (LoraConfig)group.Method;

    private static string Location(ModuleKind kind) => kind switch
    {
        ModuleKind.FeedForwardUp => "low-rank module at intermediate",
        ModuleKind.FeedForwardDown => "low-rank module at output",
        _ => "low-rank module at self-attention",
    };

    private static JsonObject Member(LoraConfig config) => new()
    {
        // AdapterHub scales by alpha / r only.
        ["alpha"] = PortableJson.Number(config.PlainAlpha),
        ["architecture"] = "lora",
        ["attn_matrices"] = PortableJson.List(Attention.Where(item => config.Targets.Contains(item.Kind)).Select(item => item.Letter)),
        ["composition_mode"] = "add",
        ["dropout"] = PortableJson.Float(config.DropoutFraction),
        ["dtype"] = null,
        ["init_weights"] = "lora",
        ["init_weights_seed"] = null,
        ["intermediate_lora"] = config.Targets.Contains(ModuleKind.FeedForwardUp),
        ["output_lora"] = config.Targets.Contains(ModuleKind.FeedForwardDown),
        ["r"] = config.Rank,
        ["selfattn_lora"] = Attention.Any(item => config.Targets.Contains(item.Kind)),
        ["use_dora"] = false,
        ["use_gating"] = false,
        ["vera_b"] = null,
        ["vera_d"] = null,
    };

    private static IEnumerable<ModuleKind> Targets(JsonFields member)
    {
        if (member.Flag("selfattn_lora", byDefault: true))
        {
            var letters = member.Find("attn_matrices") is null ? ["q", "v"] : member.Texts("attn_matrices");
            foreach (var kind in Attention.Where(item => letters.Contains(item.Letter)).Select(item => item.Kind))
            {
                yield return kind;
            }
        }

        if (member.Flag("intermediate_lora", byDefault: false))
        {
            yield return ModuleKind.FeedForwardUp;
        }

        if (member.Flag("output_lora", byDefault: false))
        {
            yield return ModuleKind.FeedForwardDown;
        }
    }
}
