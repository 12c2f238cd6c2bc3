using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>The part of a PEFT mapping that is alike for methods whose modules share one pair of random matrices, kept in the file.</summary>
/// <typeparam name="TConfig">Our record.</typeparam>
internal abstract class SharedMatricesMapping<TConfig> : TargetedMapping<TConfig>
    where TConfig : TargetedConfig
{
    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Length == 1
            ? ExportVerdict.Exact
            : ExportVerdict.Impossible(
                "PEFT shares one pair of random matrices between all modules; these have several.", "Export to autopeft.");

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        config.MustBe("save_projection", "true");
        config.MustBe("bias", "\"none\"");
        var common = Settings(config);
        var placements = new TargetMatcher(config).Placements(shape, module => common with { Targets = [module.Kind] }).ToArray();
        if (PeftConfig.Of(placements).Groups.Length > 1)
        {
            config.Fault("target_modules", "Layers have different targets, which this version keeps apart.");
        }

        return placements;
    }

    /// <summary>The settings of a file, whatever modules they are for.</summary>
    protected abstract TConfig Settings(JsonFields config);
}
