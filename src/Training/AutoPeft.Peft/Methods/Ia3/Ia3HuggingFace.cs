using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Ia3;

/// <summary>Learned factors as PEFT's <c>IA3</c>; modules whose input is scaled are its <c>feedforward_modules</c>.</summary>
internal sealed class Ia3HuggingFace : TargetedMapping<Ia3Config>
{
    private const string FeedForward = "feedforward_modules";

    public override string PeftType => "IA3";

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        var targets = new TargetMatcher(config);

        return targets.Placements(shape, module =>
        {
            if (targets.Names(FeedForward, module.Path) != Ia3Config.ScalesInput(module.Kind))
            {
                config.Fault(FeedForward, $"{module.Path} is scaled on the other side than we can express.");
            }

            return new Ia3Config { Targets = [module.Kind] };
        });
    }

    protected override void Describe(ImmutableArray<(ModuleShape Module, Ia3Config Config)> modules, JsonObject config)
    {
        config["fan_in_fan_out"] = false;
        config[FeedForward] = PortableJson.List(
            modules.Where(item => Ia3Config.ScalesInput(item.Module.Kind)).Select(item => item.Module.Path));
        config["init_ia3_weights"] = true;
    }

    // PEFT keeps factors on outputs as a column and factors on inputs as a row.
    protected override IEnumerable<TensorLayout> Layouts(Ia3Config config, ModuleShape module, string prefix)
    {
        var part = new Ia3Method().Parts(config, module)[0];
        var width = part.Shape.Count;

        return
        [
            TensorLayout.Of(
                prefix + "ia3_l", Ia3Config.ScalesInput(module.Kind) ? new(1, width) : new(width, 1), part),
        ];
    }

    protected override string? Conflict(Ia3Config first, Ia3Config second) => null;
}
