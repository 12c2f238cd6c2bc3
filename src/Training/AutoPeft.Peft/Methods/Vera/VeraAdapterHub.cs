using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>
/// Vector-based random matrix adaptation as AdapterHub's <c>VeraConfig</c>, which keeps both vectors as the diagonals of square matrices.
/// </summary>
internal sealed class VeraAdapterHub : AdapterHubLowRankMapping<VeraConfig>
{
    protected override bool IsShared => true;

    // The matrices are as large as the first module needs.
    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.SelectMany(group => Config(group).Targets.Select(kind => shape.Find(group.Layers[0], kind)!))
            .Select(module => (module.InputSize, module.OutputSize)).Distinct().Count() > 1
            ? ExportVerdict.Impossible(
                "AdapterHub shares its random matrices between modules of one size; these have several.", "Export to hf_peft or autopeft.")
            : base.Judge(groups, shape);

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, AdapterHubNames names)
    {
        var shared = groups.SelectMany(group => new VeraMethod().Shared(Config(group), group.Layers, names.Shape)).ToArray();

        return base.Tensors(groups, names)
            .Append(TensorLayout.Of(names.Shared("lora_A"), shared[0]))
            .Append(TensorLayout.Of(names.Shared("lora_B"), shared[1]));
    }

    protected override VeraConfig ReadOwn(JsonFields member)
    {
        var rank = member.WholeNumber("r");
        if (member.Number("alpha", rank) != rank)
        {
            member.Fault("alpha", "alpha differs from r, a factor on the update that this version cannot express.");
        }

        member.MustBe("dropout", "0", "0.0");

        return new() { Rank = rank, InitialScale = member.Number("vera_d", 0.1) };
    }

    protected override void WriteOwn(VeraConfig config, JsonObject member)
    {
        member["r"] = config.Rank;
        member["alpha"] = config.Rank; // AdapterHub also scales by alpha / r
        member["init_weights"] = "vera";
        member["vera_b"] = PortableJson.Float(0);
        member["vera_d"] = PortableJson.Float(config.InitialScale);
    }

    protected override IEnumerable<TensorLayout> Layouts(VeraConfig config, ModuleShape module, string prefix)
    {
        var parts = new VeraMethod().Parts(config, module);

        return [TensorLayout.Diagonal(prefix + "vera_D", parts[0]), TensorLayout.Diagonal(prefix + "vera_B", parts[1])];
    }
}
