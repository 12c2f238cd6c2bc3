using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Low-rank modules as AdapterHub's <c>LoRAConfig</c>.</summary>
internal sealed class LoraAdapterHub : AdapterHubLowRankMapping<LoraConfig>
{
    protected override LoraConfig ReadOwn(JsonFields member) => new()
    {
        Rank = member.WholeNumber("r"),
        Alpha = member.Number("alpha"),
        DropoutFraction = member.Number("dropout", 0),
    };

    protected override void WriteOwn(LoraConfig config, JsonObject member)
    {
        member["r"] = config.Rank;
        member["alpha"] = PortableJson.Number(config.PlainAlpha); // AdapterHub scales by alpha / r only
        member["dropout"] = PortableJson.Float(config.DropoutFraction);
    }

    protected override IEnumerable<TensorLayout> Layouts(LoraConfig config, ModuleShape module, string prefix)
    {
        var parts = LoraNames.Parts(module, config.Rank);

        return [TensorLayout.Of(prefix + "lora_A", parts[0]), TensorLayout.Of(prefix + "lora_B", parts[1])];
    }
}
