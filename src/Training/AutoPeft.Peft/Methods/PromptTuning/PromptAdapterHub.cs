using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.PromptTuning;

/// <summary>Prompts as AdapterHub's <c>PromptTuningConfig</c>, behind the first token.</summary>
/// <remarks>
/// Behind the embeddings no position knows its number, so that the order of prompt and text makes no difference; but AdapterHub's heads read the first
/// position, which with <c>prefix_after_bos</c> is the text's, as here.
/// </remarks>
internal sealed class PromptAdapterHub : AdapterHubMapping
{
    private const string Combination = "prefix_after_bos";

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => ExportVerdict.Exact;

    public override IEnumerable<string> Locations(MethodConfig method) => ["prompt"];

    // It has no layers to leave out.
    public override IEnumerable<AdapterHubMember> Members(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        [new(Member(Prompt(groups).PromptLength), [.. Enumerable.Range(0, shape.Layers)])];

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names) =>
        [TensorLayout.Of(names.Prompt(), new PromptTuningMethod().Parts(Prompt(groups), names.Shape)[0])];

    public override bool Reads(JsonElement member) =>
        member.TryGetProperty("architecture", out var architecture) && architecture.ValueEquals("prompt_tuning");

    public override IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape)
    {
        member.MustBe("combine", $"\"{Combination}\"");

        return [new(0, new PromptTuningConfig { PromptLength = member.WholeNumber("prompt_length") })];
    }

    private static PromptTuningConfig Prompt(ImmutableArray<PeftGroup> groups) => (PromptTuningConfig)groups[0].Method;

    private static JsonObject Member(int length) => new()
    {
        ["architecture"] = "prompt_tuning",
        ["combine"] = Combination,
        ["init_weights_seed"] = null,
        ["prompt_init"] = "random_uniform",
        ["prompt_init_text"] = null,
        ["prompt_length"] = length,
    };
}
