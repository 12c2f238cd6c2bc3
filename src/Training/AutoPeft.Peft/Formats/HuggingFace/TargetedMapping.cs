using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>The part of a PEFT mapping that is alike for all methods that change linear modules one by one.</summary>
/// <typeparam name="TConfig">Our record.</typeparam>
internal abstract class TargetedMapping<TConfig> : HuggingFaceMapping
    where TConfig : TargetedConfig
{
    // PEFT's name for a transposed weight. Methods whose configuration lacks it refuse such modules.
    private const string Transposed = "fan_in_fan_out";

    /// <summary>What makes two configurations need a file each, as a sentence; null when one file can hold both.</summary>
    protected virtual string? Conflict(TConfig first, TConfig second) =>
        first with { Targets = second.Targets } == second
            ? null
            : "PEFT has the same settings for all modules of this method.";

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups.Select(group => Conflict(Config(groups[0]), Config(group))).FirstOrDefault(conflict => conflict is not null) is { } reason
            ? ExportVerdict.Impossible(reason, "Export to autopeft.")
            : ExportVerdict.Exact;

    public override void Describe(ImmutableArray<PeftGroup> groups, ModelShape shape, JsonObject config)
    {
        config["target_modules"] = PortableJson.List(Modules(groups, shape).Select(item => item.Module.Path));
        Describe([.. Modules(groups, shape)], config);
        if (config.ContainsKey(Transposed))
        {
            config[Transposed] = HuggingFaceFormat.StoresTransposed(shape);
        }
    }

    public override bool TakesTransposed(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        var config = new JsonObject();
        Describe([.. Modules(groups, shape)], config);

        return config.ContainsKey(Transposed);
    }

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        Modules(groups, shape).SelectMany(item => Layouts(item.Config, item.Module, $"{ModelPrefix}{item.Module.Path}."));

    /// <summary>Adds the method's own fields; at least one module, in the order of their paths.</summary>
    protected abstract void Describe(ImmutableArray<(ModuleShape Module, TConfig Config)> modules, JsonObject config);

    /// <summary>The tensors of one module; their names begin with the prefix.</summary>
    protected abstract IEnumerable<TensorLayout> Layouts(TConfig config, ModuleShape module, string prefix);

    private static TConfig Config(PeftGroup group) => (TConfig)group.Method;

    private static IEnumerable<(ModuleShape Module, TConfig Config)> Modules(
        ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        groups
            .SelectMany(group => group.Layers.SelectMany(layer => Config(group).Targets.Select(kind =>
                (Module: shape.Find(layer, kind)!, Config: Config(group)))))
            .OrderBy(item => item.Module.Path, StringComparer.Ordinal);
}
