using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Ia3;

/// <summary>Learned factors as AdapterHub's <c>IA3Config</c>: a <c>LoRAConfig</c> of rank 1 whose update is a factor.</summary>
internal sealed class Ia3AdapterHub : AdapterHubLowRankMapping<Ia3Config>
{
    protected override string Mode => Factor;

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Any(group => Config(group).Targets.Any(Ia3Config.ScalesInput))
            ? ExportVerdict.Impossible(
                "AdapterHub's factors are on outputs; here feed_forward_down has its input scaled, behind the activation.",
                "Export to hf_peft, or search with feed_forward_up in its place.")
            : base.Judge(groups, shape);

    public override IEnumerable<PeftPlacement> Read(JsonFields member, ImmutableArray<int> layers, ModelShape shape)
    {
        member.MustBe("output_lora", "false"); // ours would scale the input of that module

        return base.Read(member, layers, shape);
    }

    protected override Ia3Config ReadOwn(JsonFields member)
    {
        member.MustBe("alpha", "1", "1.0");
        member.MustBe("dropout", "0", "0.0");

        return new();
    }

    protected override void WriteOwn(Ia3Config config, JsonObject member)
    {
        member["r"] = 1;
        member["alpha"] = 1;
        member["init_weights"] = "ia3";
    }

    protected override IEnumerable<TensorLayout> Layouts(Ia3Config config, ModuleShape module, string prefix) =>
        [TensorLayout.Of(prefix + "lora_B", new(module.OutputSize, 1), new Ia3Method().Parts(config, module)[0])];
}
