using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Dora;

/// <summary>Weight-decomposed modules as AdapterHub's <c>DoRAConfig</c>, which computes <c>m / ‖W + B A‖ · (W x + b + s · B A x)</c>.</summary>
internal sealed class DoraAdapterHub : AdapterHubLowRankMapping<DoraConfig>
{
    protected override bool HasMagnitude => true;

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        List<string> differences = ["AdapterHub scales a module's bias together with its weight; here the bias stays as it is."];
        if (groups.Any(group => Config(group).Scale != 1))
        {
            differences.Add("AdapterHub's norms leave the factor alpha / rank out; with alpha equal to rank they are ours.");
        }

        return base.Judge(groups, shape).And(ExportVerdict.Approximate([.. differences], "Export to hf_peft, which computes the same."));
    }

    protected override DoraConfig ReadOwn(JsonFields member)
    {
        member.MustBe("dropout", "0", "0.0");

        return new() { Rank = member.WholeNumber("r"), Alpha = member.Number("alpha") };
    }

    protected override void WriteOwn(DoraConfig config, JsonObject member)
    {
        member["r"] = config.Rank;
        member["alpha"] = PortableJson.Number(config.Alpha);
    }

    protected override IEnumerable<TensorLayout> Layouts(DoraConfig config, ModuleShape module, string prefix)
    {
        var parts = new DoraMethod().Parts(config, module);

        return
        [
            TensorLayout.Of(prefix + "lora_A", parts[0]),
            TensorLayout.Of(prefix + "lora_B", parts[1]),
            TensorLayout.Of(prefix + "m.weight", new(module.OutputSize, 1), parts[2]),
        ];
    }
}
